package io.sluice.schemas.cluster;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * What a failure of a Kafka client means to the operator.
 *
 * @param kind whose business it is
 * @param text what, where, and how to mend it, in one line
 */
public record ClientFault(Kind kind, String text) {

  private static final Pattern NO_METADATA =
      Pattern.compile("not present in metadata after (\\d{1,18}) ms");

  /** What has to be mended. */
  public enum Kind {
    /** The cluster does not know who this is. */
    CREDENTIALS,
    /** The ends do not agree on TLS or do not trust each other. */
    TLS,
    /** It is known who this is, but not allowed. */
    ACCESS,
    /** A setting of a client is wrong. */
    SETTING,
    /** Anything else, as a cluster that is away: it may pass by itself. */
    PASSING
  }

  /** Whether it stays until somebody mends it. */
  public boolean stays() {
    return kind != Kind.PASSING;
  }

  /**
   * Explains a failure.
   *
   * @param client settings of the client that failed
   */
  public static ClientFault of(Throwable failure, Map<String, ?> client) {
    List<Throwable> chain = chain(failure);
    String where = "Kafka at " + client.get("bootstrap.servers");
    for (Throwable e : chain) {
      if (e instanceof SslAuthenticationException) {
        return new ClientFault(Kind.TLS, where + TlsTrouble.explain(chain));
      }
      if (e instanceof AuthorizationException denied) {
        return new ClientFault(Kind.ACCESS, where + denied(denied, client));
      }
      if (e instanceof AuthenticationException refused) {
        return new ClientFault(Kind.CREDENTIALS, where + refused(refused, client));
      }
      if (e instanceof ConfigException || isConstruction(e)) {
        return new ClientFault(
            Kind.SETTING, "a setting of the Kafka clients is wrong: " + causes(chain));
      }
      String silent = silent(e);
      if (silent != null) {
        return new ClientFault(Kind.PASSING, where + silent);
      }
    }
    return new ClientFault(Kind.PASSING, where + ": " + deepest(chain));
  }

  /**
   * Producers that no broker answers say that they do not know the topic. If a broker has said so,
   * that is the cause.
   */
  private static String silent(Throwable e) {
    Matcher waited = NO_METADATA.matcher(String.valueOf(e.getMessage()));
    return e instanceof TimeoutException && e.getCause() == null && waited.find()
        ? ": no broker has answered for " + Long.parseLong(waited.group(1)) / 1000 + " s"
        : null;
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable e = failure; e != null && chain.size() < 20; e = e.getCause()) {
      if (!(e instanceof ExecutionException)) {
        chain.add(e);
      }
    }
    return chain;
  }

  /** Clients wrap whatever keeps them from being made, as a key store that is not there. */
  private static boolean isConstruction(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Failed create new ")
        || message.startsWith("Failed to create new ")
        || message.startsWith("Failed to construct ");
  }

  private static String causes(List<Throwable> chain) {
    StringBuilder b = new StringBuilder();
    String last = "";
    for (Throwable e : chain) {
      String message = e.getMessage() == null ? "" : oneLine(e.getMessage());
      if (!isConstruction(e) && !message.isEmpty() && !last.contains(message)) {
        b.append(b.length() == 0 ? "" : ": ");
        b.append(e instanceof NoSuchFileException ? "there is no file " + message : message);
        last = b.toString();
      }
    }
    return b.toString();
  }

  private static String deepest(List<Throwable> chain) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      String message = chain.get(i).getMessage();
      if (message != null && !message.isBlank()) {
        return oneLine(message);
      }
    }
    return chain.get(chain.size() - 1).getClass().getSimpleName();
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String refused(AuthenticationException e, Map<String, ?> client) {
    String mechanism = ClientIdentity.text(client, "sasl.mechanism");
    if (e instanceof UnsupportedSaslMechanismException) {
      return " does not know sasl.mechanism "
          + mechanism
          + ": set one of those it names: "
          + oneLine(e.getMessage());
    }
    String user = ClientIdentity.user(client);
    return " refuses the credentials"
        + (user.isEmpty() ? "" : " of user " + user)
        + (mechanism.isEmpty() ? "" : " (" + mechanism + ")")
        + ": "
        + oneLine(String.valueOf(e.getMessage()))
        + "; mend sasl.jaas.config"
        + (mechanism.equals("OAUTHBEARER") ? " and the token's issuer" : "");
  }

  private static String denied(AuthorizationException e, Map<String, ?> client) {
    String who = " lets " + ClientIdentity.principal(client) + " not ";
    if (e instanceof TopicAuthorizationException t && !t.unauthorizedTopics().isEmpty()) {
      return who + "use " + names("topic", t.unauthorizedTopics()) + ASK;
    }
    if (e instanceof GroupAuthorizationException g && g.groupId() != null) {
      return who + "use group " + g.groupId() + ASK;
    }
    if (e instanceof TransactionalIdAuthorizationException) {
      return who + "use the transactional id " + client.get("transactional.id") + ASK;
    }
    return who + "do this: " + oneLine(String.valueOf(e.getMessage())) + ASK;
  }

  private static final String ASK = ": sluice topics acls prints the commands that allow it";

  private static String names(String what, Set<String> names) {
    return what
        + (names.size() > 1 ? "s " : " ")
        + String.join(", ", new java.util.TreeSet<>(names));
  }
}
