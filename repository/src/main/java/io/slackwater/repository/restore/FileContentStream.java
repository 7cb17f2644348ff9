// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.restore;

import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.lock.RepositoryLock;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.store.BlobReader;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The content of one file, blob after blob, each checked before its first byte is handed out. Holds
 * a lock until closed.
 */
final class FileContentStream extends InputStream {

  private final BlobReader blobs;
  private final Iterator<BlobId> rest;
  private final RepositoryLock lock;
  private byte[] current = new byte[0];
  private int position;

  FileContentStream(BlobReader blobs, List<BlobId> content, RepositoryLock lock) {
    this.blobs = blobs;
    this.rest = content.iterator();
    this.lock = lock;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (position == current.length) {
      if (!rest.hasNext()) {
        return -1;
      }
      lock.ensureHeld();
      current = blobs.read(BlobType.DATA, rest.next());
      position = 0;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() {
    lock.close();
  }
}
