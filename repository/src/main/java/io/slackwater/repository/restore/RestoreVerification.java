// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.error.LocalFailure;
import io.slackwater.repository.error.RestoreException;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.progress.Control;
import io.slackwater.repository.store.BlobReader;
import io.slackwater.repository.tree.Node;
import io.slackwater.repository.tree.NodeType;
import io.slackwater.repository.tree.RawPaths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads restored files again and compares them with the hashes of their blobs. One instance per
 * restore.
 */
final class RestoreVerification {

  private static final Path ROOT = Path.of("");

  private final SnapshotBrowser browser;
  private final BlobReader blobs;
  private final PathFilter filter;
  private final Control control;
  private final List<Path> names = new ArrayList<>();
  private byte[] buffer = new byte[0];
  private long files;

  RestoreVerification(
      SnapshotBrowser browser, BlobReader blobs, PathFilter filter, Control control) {
    this.browser = browser;
    this.blobs = blobs;
    this.filter = filter;
    this.control = control;
  }

  /**
   * Verifies a restore.
   *
   * @return how many files were compared
   * @throws RestoreException naming the first file that differs
   */
  long run(String subPath, Path target) {
    Node start = browser.find(subPath);
    if (start != null && start.type() != NodeType.DIRECTORY) {
      names.add(RawPaths.resolve(ROOT, start.name()));
      verify(start, target);
    } else {
      verifyChildren(start, subPath, target);
    }
    return files;
  }

  private void verifyChildren(@Nullable Node directory, String path, Path target) {
    for (Node node : browser.childrenOf(directory, path)) {
      names.add(RawPaths.resolve(ROOT, node.name()));
      verify(node, target);
      names.removeLast();
    }
  }

  private void verify(Node node, Path parent) {
    control.cancellation().throwIfCancelled();
    Path path = RawPaths.resolve(parent, node.name());
    if (node.type() == NodeType.DIRECTORY) {
      if (filter.maySelectBelow(names)) {
        verifyChildren(node, path.toString(), path);
      }
    } else if (node.type() == NodeType.FILE && filter.selects(names)) {
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        verify(path, in, node.content());
      } catch (IOException e) {
        throw new RestoreException(path.toString(), LocalFailure.explain(e), e);
      }
      files++;
    }
  }

  private void verify(Path path, InputStream in, List<BlobId> content) throws IOException {
    long position = 0;
    for (BlobId blob : content) {
      int length = Math.toIntExact(blobs.plainLength(blob));
      if (buffer.length < length) {
        buffer = new byte[length];
      }
      int found = in.readNBytes(buffer, 0, length);
      if (found < length || !new BlobId(Sha256.of(buffer, 0, length)).equals(blob)) {
        throw differs(path, position);
      }
      position += length;
    }
    if (in.read() >= 0) {
      throw differs(path, position);
    }
  }

  private static RestoreException differs(Path path, long position) {
    return new RestoreException(
        path.toString(),
        "verification: it differs from the snapshot from offset %d on; restore it again, and check the disk"
            .formatted(position),
        null);
  }
}
