// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches: what happens is told, in order and without gaps, or the client is sent back. */
@SuppressWarnings("NullAway.Init")
abstract class WatchSuite {
  private static final int MORE_THAN_ANY_HISTORY = 300;

  private TestNamespace namespace;

  abstract ClusterAccess cluster();

  @BeforeEach
  void makeNamespace() {
    namespace = new TestNamespace(cluster());
  }

  @AfterEach
  void deleteNamespace() {
    namespace.close();
  }

  private ConfigMap create(String name, String label) {
    return namespace
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace.name())
                .addToLabels("watched", label)
                .endMetadata()
                .build())
        .create();
  }

  /** Notes what a watch tells. */
  private static final class Notes implements Watcher<ConfigMap> {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile @Nullable WatcherException end;

    @Override
    public void eventReceived(Action action, ConfigMap map) {
      events.add(action + " " + map.getMetadata().getName());
    }

    @Override
    public void onClose(WatcherException cause) {
      end = cause;
    }
  }

  private Watch watch(String version, Notes notes) {
    return namespace
        .client()
        .configMaps()
        .inNamespace(namespace.name())
        .withLabel("watched", "yes")
        .watch(new ListOptionsBuilder().withResourceVersion(version).build(), notes);
  }

  @Test
  void tellsOverHttpWhatHappenedSinceAVersion() {
    ConfigMap first = create("first", "yes");
    ConfigMap second = create("second", "yes");
    create("not-selected", "no");
    change(second);
    namespace.client().resource(second).delete();
    String events =
        namespace
            .client()
            .raw(
                "/api/v1/namespaces/%s/configmaps?watch=true&labelSelector=watched%%3Dyes"
                        .formatted(namespace.name())
                    + "&timeoutSeconds=2&resourceVersion="
                    + first.getMetadata().getResourceVersion());
    assertThat(events.lines().map(line -> Serialization.unmarshal(line, WatchEvent.class)))
        .extracting(
            event ->
                event.getType() + " " + ((HasMetadata) event.getObject()).getMetadata().getName())
        .containsExactly("ADDED second", "MODIFIED second", "DELETED second");
  }

  private void change(ConfigMap map) {
    namespace
        .client()
        .resource(map)
        .edit(each -> new ConfigMapBuilder(each).addToData("a", "b").build());
  }

  @Test
  void tellsOverWebsocketWhatHappens() {
    ConfigMap first = create("first", "yes");
    Notes notes = new Notes();
    // Opening returns when the socket is open; only what happens from then on is expected, because
    // this client has been seen to drop messages that come together with the handshake's answer.
    try (Watch watch = watch(first.getMetadata().getResourceVersion(), notes)) {
      ConfigMap second = create("second", "yes");
      create("not-selected", "no");
      change(second);
      namespace.client().resource(second).delete();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(notes.events)
                      .containsExactly("ADDED second", "MODIFIED second", "DELETED second"));
    }
  }

  @Test
  void tellsThatAnObjectLeftTheSelection() {
    ConfigMap map = create("leaving", "yes");
    Notes notes = new Notes();
    try (Watch watch = watch(map.getMetadata().getResourceVersion(), notes)) {
      namespace
          .client()
          .resource(map)
          .edit(
              each ->
                  new ConfigMapBuilder(each)
                      .editMetadata()
                      .addToLabels("watched", "no")
                      .endMetadata()
                      .build());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(notes.events).containsExactly("DELETED leaving"));
    }
  }

  @Test
  void sendsClientsBackWhoseVersionIsForgotten() {
    ConfigMap map = create("busy", "yes");
    for (int i = 0; i < MORE_THAN_ANY_HISTORY; i++) {
      String value = Integer.toString(i);
      map =
          namespace
              .client()
              .resource(new ConfigMapBuilder(map).addToData("value", value).build())
              .update();
    }
    Notes notes = new Notes();
    try (Watch watch = watch("1", notes)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                WatcherException end = notes.end;
                assertThat(end).isNotNull();
                assertThat(end.isHttpGone()).isTrue();
              });
    }
  }

  @Test
  void informersSeeEverythingOnce() {
    create("before", "yes");
    List<String> added = new CopyOnWriteArrayList<>();
    try (var informer =
        namespace
            .client()
            .configMaps()
            .inNamespace(namespace.name())
            .withLabel("watched", "yes")
            .inform(
                new ResourceEventHandler<ConfigMap>() {
                  @Override
                  public void onAdd(ConfigMap map) {
                    added.add(map.getMetadata().getName());
                  }

                  @Override
                  public void onUpdate(ConfigMap old, ConfigMap now) {}

                  @Override
                  public void onDelete(ConfigMap map, boolean unknown) {}
                })) {
      create("after", "yes");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(added).containsExactly("before", "after"));
    }
  }
}
