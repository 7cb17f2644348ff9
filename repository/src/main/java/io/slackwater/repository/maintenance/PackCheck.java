// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.maintenance;

import io.slackwater.repository.crypto.MacMismatchException;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.id.Sha256;
import io.slackwater.repository.pack.PackFile;
import io.slackwater.repository.pack.PackedBlob;
import io.slackwater.repository.store.Store;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/** Reads one pack whole: its hash, its header against the index, and every blob. */
final class PackCheck {

  private final Store store;
  private final Findings findings;

  PackCheck(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  void check(PackId pack, List<PackedBlob> indexed) {
    byte[] content = store.backend().load(pack.file());
    if (!Sha256.of(content).equals(pack.hash())) {
      findings.error(pack.file(), "its content does not match its name");
    }
    try {
      List<PackedBlob> header = PackFile.readHeader(content, store.key());
      if (!new HashSet<>(header).equals(new HashSet<>(indexed))) {
        findings.error(pack.file(), "its header and the index differ");
      }
    } catch (IOException | MacMismatchException e) {
      findings.error(pack.file(), "header: " + e.getMessage());
    }
    for (PackedBlob blob : indexed) {
      try {
        if (blob.offset() + blob.length() > content.length) {
          throw new IOException("reaches beyond the end of the pack");
        }
        store
            .codec()
            .decode(blob.id(), content, (int) blob.offset(), blob.length(), blob.plainLength());
      } catch (IOException | MacMismatchException e) {
        findings.error(
            pack.file(),
            "%s blob %s at offset %d: %s"
                .formatted(blob.type().word(), blob.id(), blob.offset(), e.getMessage()));
      }
    }
  }
}
