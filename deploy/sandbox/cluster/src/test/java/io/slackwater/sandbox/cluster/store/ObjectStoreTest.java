// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ObjectStoreTest {
  private static final ObjectKey KEY = ObjectKey.of(Types.CONFIG_MAP, "default", "a");

  @TempDir Path directory;

  private ObjectStore open() {
    return new ObjectStore(directory.resolve("journal"), 100, Clock.systemUTC());
  }

  private static ObjectNode withData(ObjectNode object, String value) {
    Json.child(object, "data").put("key", value);
    return object;
  }

  @Test
  void comesBackWithWhatItHeld() {
    long revision;
    try (ObjectStore store = open()) {
      store.create(KEY, Json.object());
      store.update(KEY, object -> withData(object, "1"));
      store.create(ObjectKey.of(Types.CONFIG_MAP, "default", "gone"), Json.object());
      store.delete(ObjectKey.of(Types.CONFIG_MAP, "default", "gone"));
      revision = store.revision();
    }
    try (ObjectStore store = open()) {
      assertThat(store.revision()).isEqualTo(revision);
      assertThat(store.list(Types.CONFIG_MAP, "")).hasSize(1);
      assertThat(store.require(KEY).path("data").path("key").asText()).isEqualTo("1");
    }
  }

  @Test
  void dropsCommitThatWasCutShort() throws Exception {
    try (ObjectStore store = open()) {
      store.create(KEY, Json.object());
    }
    Files.write(
        directory.resolve("journal"),
        "{\"r\":99,\"k\":[\"\",\"configmaps\"".getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
    try (ObjectStore store = open()) {
      assertThat(store.revision()).isEqualTo(1);
      assertThat(store.get(KEY)).isPresent();
    }
  }

  @Test
  void raisesNoRevisionForAChangeOfNothing() {
    try (ObjectStore store = open()) {
      store.create(KEY, Json.object());
      store.update(KEY, object -> object);
      assertThat(store.revision()).isEqualTo(1);
    }
  }

  @Test
  void keepsIdentityAgainstEveryChange() {
    try (ObjectStore store = open()) {
      String uid = Metadata.uid(store.create(KEY, Json.object()));
      store.update(KEY, object -> Json.object());
      assertThat(Metadata.uid(store.require(KEY))).isEqualTo(uid);
    }
  }

  @Test
  void raisesGenerationOnlyForTheSpecification() {
    try (ObjectStore store = open()) {
      store.create(KEY, Json.object());
      store.update(
          KEY,
          object -> {
            Json.child(object, "status").put("seen", true);
            return object;
          });
      assertThat(store.require(KEY).path("metadata").path("generation").asInt()).isEqualTo(1);
      store.update(KEY, object -> withData(object, "2"));
      assertThat(store.require(KEY).path("metadata").path("generation").asInt()).isEqualTo(2);
    }
  }

  @Test
  void keepsScheduledPodUntilItsNodeLetsItGo() {
    ObjectKey pod = ObjectKey.of(Types.POD, "default", "p");
    try (ObjectStore store = open()) {
      ObjectNode object = Json.object();
      object.putObject("spec").put("nodeName", "n").put("terminationGracePeriodSeconds", 5);
      store.create(pod, object);
      store.delete(pod);
      assertThat(Metadata.isDeleting(store.require(pod))).isTrue();
      store.delete(pod, DeleteRequest.NOW);
      assertThat(store.get(pod)).isEmpty();
    }
  }

  @Test
  void refusesNameThatIsTaken() {
    try (ObjectStore store = open()) {
      store.create(KEY, Json.object());
      assertThatThrownBy(() -> store.create(KEY, Json.object()))
          .isInstanceOfSatisfying(
              ApiException.class, taken -> assertThat(taken.code()).isEqualTo(409));
    }
  }
}
