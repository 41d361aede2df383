package io.sluice.filters.outside;

/** How messages are written to the outside and read from there. */
public enum OutsideFormat {
  /** Lines of bgpipe's JSON, whose sequence numbers tell which answer belongs to what. */
  JSON {
    @Override
    Form form() {
      return new JsonForm();
    }
  },
  /** Messages as on the wire, one answer for each in their order. */
  RAW {
    @Override
    Form form() {
      return new RawForm();
    }
  },
  /** ExaBGP's text commands, which carry no numbers: to look on, and for new messages. */
  EXA {
    @Override
    Form form() {
      return new ExaForm();
    }
  };

  abstract Form form();
}
