package io.sluice.cli.doctor;

import java.util.List;
import java.util.Set;

/**
 * A check.
 *
 * @param name its name, a word
 * @param purpose what has to be so, in a few words
 * @param needs checks that must not have failed, or this one would only repeat what they say
 * @param after checks that are to end before this one begins, whatever they find
 * @param look does it
 */
record Check(String name, String purpose, Set<String> needs, Set<String> after, Look look) {

  /** Looks at one thing, or at several of a kind. */
  interface Look {
    /**
     * What there is to say; at least one finding.
     *
     * @throws Exception if it could not be found out
     */
    List<Finding> look() throws Exception;
  }

  /** One that can be done at any time. */
  static Check of(String name, String purpose, Look look) {
    return new Check(name, purpose, Set.of(), Set.of(), look);
  }

  /** One that makes no sense when one of these fails. */
  Check needing(String... others) {
    return new Check(name, purpose, Set.of(others), after, look);
  }

  /** One that uses what these found out. */
  Check behind(String... others) {
    return new Check(name, purpose, needs, Set.of(others), look);
  }
}
