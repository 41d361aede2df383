package io.sluice.cli.run.live;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Direction;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.cli.RunOptions;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.cli.pipeline.SpeakerOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.run.Judges;
import io.sluice.cli.run.file.Opener;
import io.sluice.cli.run.file.Source;
import io.sluice.proxy.speaker.SpeakerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The speaker of a session, and what it is to say.
 *
 * @param options what its stage was told
 * @param direction which way its messages go: R when it is the left end
 * @param feeds what it says, in this order
 */
record SpeakerPlan(SpeakerOptions options, Direction direction, List<Source> feeds) {

  /** The speaker of a pipeline; {@code null} when no end is one. */
  static SpeakerPlan of(WrittenPipeline written, RunOptions options) {
    Direction direction = isSpeaker(written.left()) ? Direction.R : Direction.L;
    EndOptions end = direction == Direction.R ? written.left() : written.right();
    if (!isSpeaker(end)) {
      return null;
    }
    List<Source> feeds =
        written.feeds().stream()
            .map(
                stage -> {
                  SourceOptions source = (SourceOptions) stage.options();
                  return Source.ofSpeaker(
                      stage.name(),
                      source,
                      direction,
                      Judges.filters(stage, source.outputFilters(), options.reading().filters()),
                      options.context().context(direction));
                })
            .toList();
    return new SpeakerPlan((SpeakerOptions) end, direction, feeds);
  }

  private static boolean isSpeaker(EndOptions end) {
    return end instanceof SpeakerOptions;
  }

  /**
   * Looks whether what it is to say is there.
   *
   * @throws io.sluice.cli.OperatorException if a file is not
   */
  void check() {
    feeds.forEach(Opener::check);
  }

  /**
   * How it speaks.
   *
   * @param source the address to come from
   * @param to the proxy's end for it
   */
  SpeakerConfig config(InetAddress source, InetSocketAddress to) {
    // A number that is still to be mirrored is replaced below.
    SpeakerConfig config =
        SpeakerConfig.dial(source, to, Math.max(1, options.asn()), "0.0.0.1")
            .withHoldTime(options.hold())
            .withExtendedMessages()
            .withEnhancedRefresh()
            .withMore(flowspec(AddressFamily.AFI_IPV4), flowspec(AddressFamily.AFI_IPV6))
            .accepting(options.remoteAsn(), options.remoteHold())
            .withRedial();
    if (options.restartTime() > 0) {
      config = config.withGracefulRestart(options.restartTime(), options.restarted());
    }
    if (!options.active()) {
      config = options.asn() == 0 ? config.mirroring() : config.passive().withMadeRouterId();
    }
    return options.id().isEmpty() ? config : config.withRouterId(options.id());
  }

  private static CapabilityValue flowspec(int afi) {
    return new CapabilityValue.Multiprotocol(new AddressFamily(afi, AddressFamily.SAFI_FLOWSPEC));
  }
}
