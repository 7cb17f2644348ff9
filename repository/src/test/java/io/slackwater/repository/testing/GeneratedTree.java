// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.tree.RawPaths;
import io.slackwater.repository.tree.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory with all that is awkward in directories, made from a seed, and its description for
 * comparison.
 */
public final class GeneratedTree {

  private static final byte[] NOT_UTF8 = {'r', 'a', 'w', (byte) 0xff, '\t', (byte) 0xc3};

  private GeneratedTree() {}

  /** Fills a directory. */
  public static void fill(Path root, long seed) throws IOException {
    Random random = new Random(seed);
    Files.createDirectories(root);
    Path deep = Files.createDirectories(root.resolve("a/b/c"));
    Files.createDirectory(root.resolve("empty directory"));
    Files.createFile(root.resolve("empty"));
    write(root.resolve("one byte"), random, 1);
    write(root.resolve("large"), random, 3_000_000 + random.nextInt(6_000_000));
    Files.writeString(
        root.resolve("text <&> \"quoted\"\\\n"), "text\n".repeat(random.nextInt(500_000)));
    write(deep.resolve("below"), random, random.nextInt(100_000));
    write(RawPaths.resolve(root, "Ümläut ☃ 🐟"), random, 100);
    write(RawPaths.resolve(root, RawText.decode(NOT_UTF8)), random, 100);
    for (int i = 0; i < 40; i++) {
      write(deep.resolve("file-" + random.nextInt(10_000)), random, random.nextInt(5_000));
    }
    Files.createSymbolicLink(root.resolve("link"), Path.of("large"));
    Files.createSymbolicLink(root.resolve("broken link"), Path.of("../no such file"));
    Files.createLink(deep.resolve("second name"), root.resolve("large"));
    sparse(root.resolve("sparse"));
    Files.setAttribute(root.resolve("one byte"), "unix:mode", 0600);
    Files.setAttribute(root.resolve("empty directory"), "unix:mode", 01711);
    touch(deep, random);
    touch(root.resolve("empty"), random);
    touch(root.resolve("link"), random);
    touch(root, random);
  }

  private static void write(Path file, Random random, int size) throws IOException {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Files.write(file, content);
  }

  private static void sparse(Path file) throws IOException {
    byte[] content = new byte[9_000_000];
    content[4_000_000] = 1;
    Files.write(file, content);
  }

  private static void touch(Path path, Random random) throws IOException {
    FileTime time =
        FileTime.from(
            Instant.ofEpochSecond(
                1_000_000_000L + random.nextInt(), random.nextInt(1_000_000_000)));
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, time, null);
  }

  /**
   * Expects that two directories are equal in names, kinds, content, modes, owners, times and
   * links.
   */
  public static void assertEqual(Path actual, Path expected) throws IOException {
    assertThat(describe(actual)).isEqualTo(describe(expected));
  }

  private static Map<String, String> describe(Path root) throws IOException {
    Map<String, String> described = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        described.put(
            root.toUri().relativize(path.toUri()).getRawPath().replaceAll("/$", ""),
            describeOne(path));
      }
    }
    return described;
  }

  private static String describeOne(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(
            path, "unix:mode,uid,gid,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
    String content =
        Files.isSymbolicLink(path)
            ? Files.readSymbolicLink(path).toString()
            : Files.isDirectory(path) ? "" : Sha256.of(Files.readAllBytes(path)).hex();
    Object links = Files.isDirectory(path) ? "" : attributes.get("nlink");
    return String.join(
        " ",
        String.valueOf(attributes.get("mode")),
        String.valueOf(attributes.get("uid")),
        String.valueOf(attributes.get("gid")),
        String.valueOf(attributes.get("lastModifiedTime")),
        String.valueOf(links),
        content);
  }
}
