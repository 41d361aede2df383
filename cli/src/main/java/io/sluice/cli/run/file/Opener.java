package io.sluice.cli.run.file;

import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.RisLiveStageOptions;
import io.sluice.cli.pipeline.RouteViewsStageOptions;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.Download;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.TableStyle;
import io.sluice.mrt.feed.Feed;
import io.sluice.mrt.feed.RisLiveFeed;
import io.sluice.mrt.feed.RouteViewsFeed;
import io.sluice.mrt.read.RisLiveReader;
import io.sluice.mrt.read.RouteViewsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Opens what a source names: a file, a URL, a topic, standard input, or a live feed. */
public final class Opener {
  private static final String STANDARD_INPUT = "-";

  private final Supplier<Map<String, Object>> cluster;
  private final ReadOptions reading;
  private volatile Metered input;
  private Feed feed;

  /**
   * @param cluster settings with which a client finds the topics; asked when one is to be read
   * @param reading how archives are read, where a source does not say it
   */
  public Opener(Supplier<Map<String, Object>> cluster, ReadOptions reading) {
    this.cluster = cluster;
    this.reading = reading;
  }

  /**
   * Looks whether a source is there, before anything begins.
   *
   * @throws OperatorException if it is a file and is not
   */
  public static void check(Source source) {
    String path = source.options().path();
    if (path.equals(STANDARD_INPUT) || path.contains("://") || source.options().topic() != null) {
      return;
    }
    Path file = Path.of(path);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new OperatorException(
          "cannot read "
              + path
              + (Files.isDirectory(file)
                  ? ": it is a folder"
                  : Files.exists(file) ? ": permission denied" : ": there is no such file"));
    }
  }

  /**
   * Opens it.
   *
   * @throws IOException if it cannot be read, or if its format is not known
   */
  public ArchiveReader open(Source source) throws IOException {
    ReadOptions options =
        reading
            .withContext(source.context())
            .withTables(source.options().router() ? TableStyle.ROUTER : reading.tables())
            .withFormat(Words.format(source.options().format()))
            .withCompression(Words.compression(source.options().compression()));
    if (source.options() instanceof RisLiveStageOptions ris) {
      feed = new RisLiveFeed(ris.feed());
      return new RisLiveReader(
          feed, options.context(), ris.delay(), () -> System.currentTimeMillis() * 1000);
    }
    if (source.options() instanceof RouteViewsStageOptions routeViews) {
      feed = new RouteViewsFeed(routeViews.feed());
      return new RouteViewsReader(feed, options, routeViews.keepPath());
    }
    if (source.options().topic() != null) {
      return TopicReader.open(cluster.get(), source.options().topic());
    }
    return archive(source.options().path(), options);
  }

  private ArchiveReader archive(String path, ReadOptions options) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals(STANDARD_INPUT)) {
      return Archives.open(System.in, "", options);
    }
    if (path.startsWith("http://") || path.startsWith("https://")) {
      int query = name.indexOf('?');
      return Archives.open(fetch(path), query < 0 ? name : name.substring(0, query), options);
    }
    Path file = Path.of(path);
    input = new Metered(Files.newInputStream(file), Files.size(file));
    return Archives.open(input, name, options);
  }

  private InputStream fetch(String url) throws IOException {
    Download download = Download.open(Download.location(url));
    input = new Metered(download.octets(), download.length());
    return input;
  }

  /**
   * What was read has been written, all of it: a feed need not give it again. Only once nothing is
   * read any more.
   */
  void commit() throws IOException {
    if (feed != null) {
      feed.commit();
    }
  }

  /** The file that is read, as far as it has been; {@code null} when there is none. */
  Metered input() {
    return input;
  }
}
