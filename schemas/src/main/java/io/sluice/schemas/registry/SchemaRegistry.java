package io.sluice.schemas.registry;

import java.util.List;
import java.util.OptionalInt;

/**
 * A schema registry as Confluent's REST API knows it. All of it may block: it is used when a
 * process starts, never for a record.
 */
public interface SchemaRegistry extends AutoCloseable {

  /**
   * One version of a subject.
   *
   * @param subject subject, such as bgp.audit-value
   * @param version version within the subject, from 1
   * @param id id of the schema, unique at the registry
   * @param schema the schema, JSON
   */
  record Registered(String subject, int version, int id, String schema) {}

  /**
   * Registers a schema under a subject; does nothing if it is registered there.
   *
   * @return the id of the schema
   * @throws RegistryException if the registry refuses it (409: incompatible) or cannot be reached
   */
  int register(String subject, String schema);

  /**
   * The id of a schema that is registered under a subject; empty when it is not. Changes nothing.
   *
   * @throws RegistryException if the registry refuses to tell or cannot be reached
   */
  OptionalInt lookUp(String subject, String schema);

  /**
   * Whether a schema would be taken as a new version of a subject, as it would where there is none
   * yet. Changes nothing.
   *
   * @throws RegistryException if the registry refuses to tell or cannot be reached
   */
  boolean takes(String subject, String schema);

  /**
   * The schema with an id.
   *
   * @throws RegistryException if there is none (40403)
   */
  String schema(int id);

  /**
   * The newest version of a subject.
   *
   * @throws RegistryException if there is no such subject (40401)
   */
  Registered latest(String subject);

  /** Names of all subjects. */
  List<String> subjects();

  @Override
  void close();
}
