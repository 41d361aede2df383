package io.sluice.schemas.wire;

import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.avro.AuditRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Encodes and decodes generated records in the Confluent wire format with Avro's own encoder: for
 * topics that carry little, and for tools.
 *
 * @param <T> the generated class
 */
public final class AvroSerde<T extends SpecificRecord> {
  static {
    // Avro creates only classes that it was told to trust. Its system property for that is read
    // once, maybe before anyone comes here.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(AuditRecord.class.getPackageName())));
  }

  private final int schemaId;
  private final SpecificDatumWriter<T> writer;
  private final SpecificDatumReader<T> reader;

  /**
   * @param type the generated class
   * @param schemaId id of its schema at the registry
   */
  public AvroSerde(Class<T> type, int schemaId) {
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    this.schemaId = schemaId;
    this.writer = new SpecificDatumWriter<>(schema, data);
    this.reader = new SpecificDatumReader<>(schema, schema, data);
  }

  /** The record in the Confluent wire format. */
  public byte[] encode(T record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.write(0);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(schemaId).array());
    try {
      var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record of a value in the Confluent wire format.
   *
   * @throws UndecodableRecordException if it is none
   */
  public T decode(byte[] value) {
    if (value.length < 5 || value[0] != 0) {
      throw new UndecodableRecordException("no Confluent wire format header", 0);
    }
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
    try {
      return reader.read(null, decoder);
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableRecordException("not a record of its schema: " + e.getMessage(), 5);
    }
  }
}
