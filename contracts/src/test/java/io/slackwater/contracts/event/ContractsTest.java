// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds records, schemas, golden files and AsyncAPI together. After a wanted change, write them
 * anew with {@code -Dslackwater.contracts.write=true} and read the difference before committing it.
 */
class ContractsTest {

  private static final boolean WRITE = Boolean.getBoolean("slackwater.contracts.write");
  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path ASYNC_API = Path.of("../docs/asyncapi.yaml");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  static Stream<EventType> typesWithValue() {
    return Stream.of(EventType.values()).filter(type -> !type.tombstone());
  }

  @ParameterizedTest
  @MethodSource("typesWithValue")
  void schemaOfEachTypeIsThatOfItsRecord(EventType type) throws IOException {
    assertSame(SCHEMAS.resolve(type.type() + ".json"), SchemaOfRecord.of(type), JSON);
  }

  @Test
  void noSchemaIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              typesWithValue().map(type -> type.type() + ".json").toList());
    }
  }

  @Test
  void asyncApiIsThatOfTopicsAndTypes() throws IOException {
    assertSame(ASYNC_API, YAML.valueToTree(AsyncApi.document()), YAML);
  }

  @Test
  void everyTypeHasASample() {
    assertThat(Samples.events().stream().map(EventType::of).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(EventType.values());
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void goldenFileOfEachTypeIsStillReadAndWritten(EventType type) throws IOException {
    Event sample =
        Samples.events().stream()
            .filter(event -> EventType.of(event) == type)
            .findFirst()
            .orElseThrow();
    EventCodec codec = new EventCodec();
    WireRecord wire = codec.encode(Samples.envelope(sample));
    if (wire.value() != null) {
      assertSame(GOLDEN.resolve(type.type() + ".json"), JSON.readTree(wire.value()), JSON);
    }
    assertThat(codec.decode(wire.key(), wire.headers(), wire.value()))
        .isEqualTo(new Decoded.Known(Samples.envelope(sample)));
  }

  static List<Event> tasks() {
    return List.copyOf(Samples.tasks().toList());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void taskOfEachKindSurvivesTheWire(Event task) {
    EventCodec codec = new EventCodec();
    WireRecord wire = codec.encode(Samples.envelope(task));
    assertThat(codec.decode(wire.key(), wire.headers(), wire.value()))
        .isEqualTo(new Decoded.Known(Samples.envelope(task)));
  }

  private static void assertSame(Path file, JsonNode expected, ObjectMapper mapper)
      throws IOException {
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, mapper.writeValueAsString(expected) + (mapper == JSON ? "\n" : ""));
    }
    assertThat(file).exists();
    assertThat(mapper.readTree(file.toFile()))
        .as("%s (write anew with -Dslackwater.contracts.write=true)", file)
        .isEqualTo(mapper.readTree(mapper.writeValueAsString(expected)));
  }
}
