// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.objectstore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Serves a directory as S3 until it is told to stop: a directory per bucket, a file per object.
 * Says {@code ready <address>} on its output when it answers; everything else goes to its error
 * output.
 */
@Command(
    name = "sandbox-object-store",
    mixinStandardHelpOptions = true,
    description = "An S3 endpoint on a directory, for one machine.")
public final class Main implements Callable<Integer> {

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on")
  private String host = "";

  @Option(names = "--port", required = true, description = "port to listen on")
  private int port;

  @Option(names = "--data", required = true, description = "directory of the objects")
  private Path data = Path.of("");

  @Option(names = "--bucket", description = "a bucket to make if it is missing; may be repeated")
  private List<String> buckets = List.of();

  @Option(names = "--access-key-file", required = true, description = "file with the access key")
  private Path accessKey = Path.of("");

  @Option(names = "--secret-key-file", required = true, description = "file with the secret key")
  private Path secretKey = Path.of("");

  @Option(names = "--owner", description = "a process id: stop when that process ends")
  private @Nullable Long owner;

  private Main() {}

  /** Starts it. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    URI endpoint = URI.create("http://" + host + ":" + port);
    makeBuckets();
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(data.toAbsolutePath().normalize().toString()))
            .endpoint(endpoint)
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, secret(accessKey), secret(secretKey))
            .ignoreUnknownHeaders(true)
            .build();
    start(server, endpoint);
    if (owner != null) {
      stopWith(owner);
    }
    System.out.println("ready " + endpoint);
    new CountDownLatch(1).await();
    return 0;
  }

  private void makeBuckets() {
    for (String bucket : buckets) {
      try {
        Files.createDirectories(data.resolve(bucket));
      } catch (IOException e) {
        throw new ObjectStoreException("cannot make bucket " + bucket + " in " + data, e);
      }
    }
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ObjectStoreException("cannot read " + file, e);
    }
  }

  private static void start(S3Proxy server, URI endpoint) {
    try {
      server.start();
    } catch (Exception e) { // S3Proxy.start declares nothing narrower
      throw new ObjectStoreException("cannot listen on " + endpoint, e);
    }
  }

  private static void stopWith(long owner) {
    ProcessHandle.of(owner)
        .ifPresentOrElse(
            process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
  }
}
