// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackedBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IndexFileTest {

  private static final IndexedPack PACK =
      new IndexedPack(
          PackId.parse("a".repeat(64)),
          List.of(
              new PackedBlob(BlobId.parse("b".repeat(64)), BlobType.DATA, 0, 38, 0),
              new PackedBlob(BlobId.parse("c".repeat(64)), BlobType.TREE, 38, 112, 511)));

  @Test
  void writesTheJsonOfTheFormat() {
    assertThat(IndexFile.encode(List.of(PACK)))
        .asString()
        .isEqualTo(
            "{\"packs\":[{\"id\":\"%s\",\"blobs\":[{\"id\":\"%s\",\"type\":\"data\",\"offset\":0,\"length\":38},{\"id\":\"%s\",\"type\":\"tree\",\"offset\":38,\"length\":112,\"uncompressed_length\":511}]}]}"
                .formatted("a".repeat(64), "b".repeat(64), "c".repeat(64)));
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    assertThat(IndexFile.decode(IndexFile.encode(List.of(PACK)))).containsExactly(PACK);
  }

  @Test
  void ignoresUnknownFields() throws Exception {
    byte[] json = "{\"supersedes\":[\"x\"],\"packs\":null}".getBytes(StandardCharsets.UTF_8);

    assertThat(IndexFile.decode(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"packs\":[{\"id\":\"short\"}]}", "{\"packs\":[{}]}"})
  void refusesWhatIsNoIndex(String json) {
    assertThatThrownBy(() -> IndexFile.decode(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
