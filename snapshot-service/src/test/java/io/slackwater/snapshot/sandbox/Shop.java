// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.slackwater.contracts.application.VolumeClaim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** An application with data in a namespace of the sandbox. */
public final class Shop {

  public static final String STORAGE_CLASS = "sandbox-btrfs";
  public static final String DRIVER = "btrfs.sandbox.slackwater.io";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Writes files that are named by their own hash, and says each name once it is in place. */
  private static final String WRITER =
      """
      cd /volume
      while :; do
        head -c 20000 /dev/urandom > .new
        name=$(sha256sum .new | cut -d' ' -f1)
        sync .new
        mv .new $name
        sync .
        echo $name
      done
      """;

  /** Says of each file its name and its hash. */
  private static final String READER =
      "cd /volume && for f in *; do [ -f \"$f\" ] && sha256sum \"$f\"; done; echo done";

  private final KubernetesClient client;
  private final String namespace;

  /** In a namespace that exists. */
  public Shop(Sandbox sandbox, String namespace) {
    this.client = sandbox.client();
    this.namespace = namespace;
  }

  /** Its namespace. */
  public String namespace() {
    return namespace;
  }

  /** A claim as discovery-service describes it. */
  public static VolumeClaim described(String name) {
    return new VolumeClaim(
        name,
        STORAGE_CLASS,
        1L << 28,
        List.of("ReadWriteOnce"),
        "Filesystem",
        DRIVER,
        Map.of("app", "shop"));
  }

  /** Makes a claim and waits until it is bound. */
  public VolumeClaim claim(String name) {
    return claim(name, STORAGE_CLASS);
  }

  /** The same of another class of the driver. */
  public VolumeClaim claim(String name, String storageClass) {
    client
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app", "shop")
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewResources()
                .addToRequests("storage", new Quantity("256Mi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> "Bound".equals(get(name).getStatus().getPhase()));
    return described(name);
  }

  /** Annotates a claim. */
  public void annotate(String claim, String annotation, String value) {
    PersistentVolumeClaim annotated = get(claim);
    annotated.getMetadata().getAnnotations().put(annotation, value);
    client.persistentVolumeClaims().inNamespace(namespace).resource(annotated).update();
  }

  /** A claim as it is. */
  public PersistentVolumeClaim get(String name) {
    return client.persistentVolumeClaims().inNamespace(namespace).withName(name).require();
  }

  /** Begins to write files into a claim and returns once some are there. */
  public void startWriter(String claim) {
    start("writer-" + claim, claim, WRITER);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(written(claim)).hasSizeGreaterThan(20));
  }

  /** The files that the writer has put in place so far. */
  public Set<String> written(String claim) {
    return log("writer-" + claim).lines().filter(Shop::isHash).collect(Collectors.toSet());
  }

  /** Runs a script with a claim mounted at /volume to its end, and returns its output. */
  public String run(String name, String claim, String script) {
    start(name, claim, script);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Set.of("Succeeded", "Failed").contains(phase(name)));
    String output = log(name);
    assertThat(phase(name)).as(output).isEqualTo("Succeeded");
    client.pods().inNamespace(namespace).withName(name).delete();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> client.pods().inNamespace(namespace).withName(name).get() == null);
    return output;
  }

  /** The files of a claim, every one of which has the content that its name promises. */
  public Set<String> intactFiles(String claim) {
    List<String> lines =
        run("reader-" + claim, claim, READER).lines().filter(line -> !line.equals("done")).toList();
    return lines.stream()
        .map(
            line -> {
              String[] parts = line.split(" +", 2);
              assertThat(parts[1]).as("name of a file whose hash is").isEqualTo(parts[0]);
              return parts[1];
            })
        .collect(Collectors.toSet());
  }

  /** Waits until a snapshot was asked for in the namespace. */
  public void awaitSnapshot() {
    ResourceDefinitionContext snapshots =
        new ResourceDefinitionContext.Builder()
            .withGroup("snapshot.storage.k8s.io")
            .withVersion("v1")
            .withKind("VolumeSnapshot")
            .withPlural("volumesnapshots")
            .withNamespaced(true)
            .build();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !client
                    .genericKubernetesResources(snapshots)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .isEmpty());
  }

  /** Deletes the namespace with everything in it, and waits until it is gone. */
  public void destroy() {
    client.namespaces().withName(namespace).delete();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> client.namespaces().withName(namespace).get() == null);
  }

  private void start(String name, String claim, String script) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withRestartPolicy("Never")
            .withTerminationGracePeriodSeconds(1L)
            .addNewContainer()
            .withName("main")
            .withImage("machine:1")
            .withCommand("sh", "-c", script)
            .addNewVolumeMount()
            .withName("volume")
            .withMountPath("/volume")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("volume")
            .withNewPersistentVolumeClaim(claim, false)
            .endVolume()
            .endSpec()
            .build();
    client.pods().inNamespace(namespace).resource(pod).create();
    Awaitility.await().atMost(PATIENCE).until(() -> !Set.of("Pending", "").contains(phase(name)));
  }

  private String phase(String name) {
    return Objects.requireNonNullElse(
        client.pods().inNamespace(namespace).withName(name).require().getStatus().getPhase(), "");
  }

  private String log(String name) {
    return client.pods().inNamespace(namespace).withName(name).getLog();
  }

  private static boolean isHash(String line) {
    return line.matches("[0-9a-f]{64}");
  }
}
