package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

  @ParameterizedTest(name = "sluice {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          -h                                    | Usage: sluice [OPTIONS]
          help                                  | Usage: sluice [OPTIONS]
          -v                                    | sluice 0.
          --version                             | sluice 0.
          version                               | sluice 0.
          connect -h                            | Stage usage: connect [OPTIONS] ADDR
          -o -- listen :1 -- limit --help       | Stage usage: limit [OPTIONS]
          listen :1790 grep -h                  | Stage usage: grep [OPTIONS] FILTER
          read -h                               | Stage usage: read [OPTIONS] PATH
          write -h                              | Stage usage: write [OPTIONS] PATH
          stdin -h                              | Stage usage: stdin [OPTIONS]
          stdout -h                             | Stage usage: stdout [OPTIONS]
          proxy -h                              | Usage: sluice proxy [OPTIONS]
          filters --help                        | Usage: sluice filters [OPTIONS]
          broker -h                             | Usage: sluice broker [OPTIONS]
          topics -h                             | Usage: sluice topics [OPTIONS] create|describe
          """)
  void asking_for_help_prints_it_to_standard_error_and_succeeds(String line, String expected) {
    Outcome outcome = Outcome.of(line.split(" "));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).startsWith(expected);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void no_word_at_all_prints_the_usage_and_fails() {
    Outcome outcome = Outcome.of();
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("Usage: sluice").contains("Supported stages");
  }

  @ParameterizedTest(name = "sluice {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --nonsense                            | Usage: sluice  | Unknown option: '--nonsense'
          -x -- listen :1 -- connect 192.0.2.1  | Usage: sluice  | Unknown option: '-x'
          listen --nonsense :1                  | Stage usage: listen  | Unknown option: '--nonsense'
          connect --timeout soon 192.0.2.1      | Stage usage: connect | 'soon' is no duration
          limit -M long                         | Stage usage: limit   | 'long' is not an int
          connect --md5                         | Stage usage: connect | Missing required parameter
          read --nonsense updates.mrt           | Stage usage: read    | Unknown option: '--nonsense'
          write --every soon out.$TIME.mrt      | Stage usage: write   | 'soon' is no duration
          topics --nonsense                     | Usage: sluice topics | Unknown option
          topics                                | Usage: sluice topics | create, describe or acls
          topics destroy                        | Usage: sluice topics | 'destroy'
          broker now                            | Usage: sluice broker | 'now' has no meaning here
          """)
  void wrong_options_print_the_usage_of_their_command_and_exit_2(
      String line, String usage, String message) {
    Outcome outcome = Outcome.of(line.split(" "));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).startsWith(usage).contains("error: ").contains(message);
  }

  @ParameterizedTest(name = "sluice {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nonsense                                    | unknown stage 'nonsense'
          listen :1 -- connect                        | stage [2] connect: where to? write an address behind it, or set $SLUICE_RIGHT
          connect -- connect 192.0.2.1                | or set $SLUICE_LEFT to one
          listen -I last :1 -- connect 192.0.2.1      | --new last: what the other end says passes all
          listen -I ipv4 :1 -- connect 192.0.2.1      | -I ipv4: an end takes all messages
          read -I ipv4 x                              | -I ipv4: a source sees no messages
          listen :1 -- grep                           | needs its argument FILTER
          -l loud -- listen :1 -- connect 192.0.2.1   | --log loud: the levels are
          listen :1                                   | a session needs two ends
          listen :1 -- limit -M 24                    | a session needs two ends
          grep ipv4 -- listen :1                      | a session needs two ends
          listen :1 -- listen :2 -- listen :3         | must be the first or the last stage
          listen -LR :1 -- connect 192.0.2.1          | cannot operate in both directions
          listen -L :1 -- connect 192.0.2.1           | sends to the right: leave -L out
          listen :1 -- connect -R 192.0.2.1           | sends to the left: leave -R out
          listen :99999 -- connect 192.0.2.1          | 99999 is no port
          listen :1 -- connect :2                     | names no host to connect to
          listen --peer router :1 -- connect 192.0.2.1 | --peer router: give an IP address
          listen --ttl 256 :1 -- connect 192.0.2.1    | --ttl 256
          listen :1 -- limit -M 129 -- connect 192.0.2.1 | --max-length 129
          listen :1 -- limit -m 25 -M 24 -- connect 192.0.2.1 | is more than --max-length
          @a listen :1 -- @a connect 192.0.2.1        | two stages are named @a
          listen :1 -- @a -- connect 192.0.2.1        | the name @a stands before no stage
          read updates.mrt -- listen :1               | a session needs two ends
          https://example.org/rib.gz -- listen :1     | a session needs two ends
          speaker -- read -W EOR pom.xml -- listen :1 | begins when its session is ESTABLISHED
          speaker -- read -S EOR pom.xml -- listen :1 | is read to its end; --stop is for the ends
          speaker -- read - -- stdin -- listen :1     | standard input is read already
          speaker -- speaker                          | both ends are speakers
          speaker --active -- listen :1               | --active needs --asn
          speaker --asn 0 -- listen :1                | --asn 0: 1 to 4294967295
          speaker --hold 2 -- listen :1               | --hold 2: 0 (none) or 3 to 65535
          speaker --id me -- listen :1                | --id me: a BGP identifier is written as
          speaker --restarted -- listen :1            | --restarted needs --restart-time
          read kafka:bgp.to-right                     | needs --session NAME
          read --session x kafka:a/b                  | give the name of a topic
          read --session x --mrt kafka:bgp.to-right   | leave --format and --decompress out
          read --session x pom.xml                    | are for topics
          read --session x --from then kafka:t        | --from then: give a time as
          listen :1 -- write out -- ::1               | stage [2] write: write out: the name does not tell
          listen :1 -- write --table x.mrt -- ::1     | stage [2] write: write --table x.mrt: is for files
          -i -- listen :1 -- stdin -- ::1             | standard input is read already
          listen :1 -- read -N @x pom.xml -- ::1      | stage [2] read: --new @x: next, here, first
          listen :1 -- read -W LATER pom.xml -- ::1   | --wait LATER: no such event here
          listen :1 -- exec --no-seq cat -- ::1       | --no-seq: numbers tell which message
          grep ipv4 -- stdout                         | read FILE or -i
          read                                        | stage [1] read: needs its argument PATH
          read --format pcap x                        | --format pcap: one of auto, json, raw
          read --mrt --format json x                  | --mrt and --format json contradict
          read ftp://example.org/rib.gz               | only http:// and https:// can be read
          read --type route x                         | --type route: the types are open, update
          read -N @b x -- @a stdout                   | --new @b: next, here, first, last
          read --rate-limit 1 --rate-sample 1 x       | not both
          read -A x -- grep ipv4 stdout -A x          | --args makes 'x' an argument
          -i read -                                   | standard input is read already
          -i write --append --create x.json           | --append and --create contradict
          -i write --every 5s out.$TIME.mrt           | --every is 60s or longer
          -i write --every 15m out.mrt                | --every needs $TIME
          -i write --compress rar x.mrt               | --compress rar: one of auto, gz
          -k limit/long -- -i -- stdout               | unknown stage '-i'
          -k nonsense read x                          | --kill nonsense: no such event
          -i grep -W nonsense ipv4                    | --wait nonsense: no such event
          --caps {} -i stdout --format pcap           | --format pcap: one of json, raw
          --caps nonsense -i stdout                   | --caps nonsense:
          --caps @nonsense -i stdout                  | cannot read --caps @nonsense
          listen :1 -- connect -W EOR 192.0.2.1       | an end waits for START or for the other end
          listen :1 -- limit -M 24 -S nonsense -- connect 192.0.2.1 | --stop nonsense: no such event here
          listen :1 -- limit -M 24 -W DOWN -- connect 192.0.2.1 | --wait DOWN: no such event here
          -e nonsense -- listen :1 -- connect 192.0.2.1 | --events nonsense: no such event
          -k limit/long -- listen :1 -- connect 192.0.2.1 | --kill limit/long: no such event here; there are START
          filters --kafka x:1 -k EOR -- listen :1 -- ::1 | no stage of this pipeline raises one
          listen :1 -- connect -S limit/x 192.0.2.1   | --stop limit/x: no such event
          --fail sometimes -- listen :1 -- connect 192.0.2.1 | --fail sometimes: close, hold or pass
          --partitions 0 -- listen :1 -- connect 192.0.2.1 | --partitions 0
          --topic-prefix a/b -- listen :1 -- connect 192.0.2.1 | topic prefix 'a/b'
          --threads 0 -- listen :1 -- connect 192.0.2.1 | --threads 0
          --registry kafka:1 -- listen :1 -- connect 192.0.2.1 | --registry kafka:1
          proxy -- listen :1 -- connect 192.0.2.1     | no Kafka cluster: name one with --kafka
          filters -- listen :1 -- connect 192.0.2.1   | no Kafka cluster: name one with --kafka
          topics describe                             | no Kafka cluster: name one with --kafka
          listen :1 -- connect --md5 $SLUICE_NO_SUCH 192.0.2.1 | there is no environment variable SLUICE_NO_SUCH
          listen :1 -- connect --md5-file nonsense 192.0.2.1 | cannot read --md5-file nonsense
          listen :1 -- connect --md5 a --md5-file b 192.0.2.1 | not both
          """)
  void what_cannot_be_run_is_told_in_one_line_with_exit_status_1(String line, String message) {
    Outcome outcome = explaining(line);
    assertThat(outcome.err()).startsWith("error: ").contains(message).hasLineCount(1);
    assertThat(outcome.status()).isEqualTo(1);
  }

  /** Asks for an explanation: should the line be taken against expectation, nothing starts. */
  private static Outcome explaining(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" +")));
    if (!line.startsWith("topics")) {
      words.add(line.startsWith("proxy") || line.startsWith("filters") ? 1 : 0, "-n");
    }
    return Outcome.of(words.toArray(new String[0]));
  }

  @ParameterizedTest
  @CsvSource({"ipv4 &&, 1", "nonsense == 3, 1", "(ipv4, 1", "'', 1"})
  void a_filter_that_does_not_compile_is_told_before_anything_starts(String filter, int status) {
    Outcome outcome = Outcome.of("-n", "listen", ":1", "--", "grep", filter, "--", "192.0.2.1");
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.err()).startsWith("error: stage [2] grep: ");
    assertThat(Outcome.of("-n", "listen", "--of", filter, ":1", "--", "192.0.2.1").err())
        .startsWith("error: stage [1] listen: ");
  }

  @Test
  void options_before_no_stage_print_the_usage_and_fail() {
    Outcome outcome = Outcome.of("-o");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("Usage: sluice").contains("error: need at least 1 stage");
  }
}
