// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sandbox cluster as a process on a fresh directory: a real Kubernetes API with pods that run,
 * for the tests of one suite. Needs root. It is stopped, and all that it made removed, when closed.
 */
public final class TestCluster implements AutoCloseable {

  private static final String MAIN = "io.slackwater.sandbox.cluster.Main";
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final int SUBNETS = 200;

  private final String name;
  private final Path home = LocalDirectory.temporary("cluster");
  private final int port = FreePorts.one();
  private final String subnet = freeSubnet();
  private Process process;
  private final KubernetesClient client;

  private TestCluster(String name) {
    this.name = name;
    this.process = launch();
    awaitReady();
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
            .build();
  }

  /**
   * Starts one and waits until its API answers.
   *
   * @throws SandboxException when it does not start; the message holds what it said
   */
  public static TestCluster start(String name) {
    return new TestCluster(name);
  }

  /** A client of its API; closed with it. */
  public KubernetesClient client() {
    return client;
  }

  /** A kubeconfig whose context is the cluster's name. */
  public Path kubeconfig() {
    return home.resolve("kubeconfig");
  }

  /** Where images' files go: a directory per image, laid over the machine's own files. */
  public Path images() {
    return home.resolve("images");
  }

  /** The machine's address as pods see it. */
  public String hostAddress() {
    return subnet.replace(".0/24", ".1");
  }

  /** SIGKILL: what it made stays until {@link #restart} or {@link #close}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGSTOP: its API accepts connections and answers nothing, until {@link #resume}. */
  public void pause() {
    signal("-STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("-CONT");
  }

  /** Starts it again on the same directory and port. */
  public void restart() {
    if (process.isAlive()) {
      stop();
    }
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    client.close();
    if (!process.isAlive()) {
      process = launch();
      awaitReady();
    }
    stop();
    requireUnmounted();
    LocalDirectory.delete(home);
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new SandboxException("cannot send " + signal + " to the cluster " + name, e);
    }
  }

  private void stop() {
    process.destroy();
    if (!Poll.until(STOP, () -> !process.isAlive())) {
      kill();
      throw new SandboxException("the cluster " + name + " did not stop within " + STOP);
    }
  }

  private Process launch() {
    try {
      Files.deleteIfExists(kubeconfig());
      Files.createDirectories(images());
      return new ProcessBuilder(command())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output()))
          .start();
    } catch (IOException e) {
      throw new SandboxException("cannot start the cluster " + name + " in " + home, e);
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        MAIN,
        "--name",
        name,
        "--port",
        String.valueOf(port),
        "--data",
        home.resolve("data").toString(),
        "--images",
        images().toString(),
        "--kubeconfig",
        kubeconfig().toString(),
        "--bridge-subnet",
        subnet);
  }

  private void awaitReady() {
    boolean settled = Poll.until(START, () -> !process.isAlive() || Files.exists(kubeconfig()));
    if (!settled || !process.isAlive()) {
      process.destroyForcibly();
      throw new SandboxException("the cluster " + name + " did not start:\n" + said());
    }
  }

  private File output() {
    return home.resolve("output.log").toFile();
  }

  private String said() {
    try {
      return Files.readString(output().toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deleting through a mount that was left behind would delete the machine's own files. */
  private void requireUnmounted() {
    try (var mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      String left =
          mounts.filter(line -> line.contains(home.toString())).collect(Collectors.joining("\n"));
      if (!left.isEmpty()) {
        throw new SandboxException("the cluster " + name + " left mounts behind:\n" + left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String freeSubnet() {
    int first = RandomGenerator.getDefault().nextInt(SUBNETS);
    return IntStream.range(0, SUBNETS)
        .map(offset -> (first + offset) % SUBNETS + 1)
        .filter(third -> !inUse("10.97." + third + "."))
        .mapToObj(third -> "10.97." + third + ".0/24")
        .findFirst()
        .orElseThrow(() -> new SandboxException("no free subnet among 10.97.0.0/16"));
  }

  private static boolean inUse(String prefix) {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(address -> address.getHostAddress().startsWith(prefix));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }
}
