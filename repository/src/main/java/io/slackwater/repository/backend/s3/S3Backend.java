// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import io.slackwater.repository.backend.Backend;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.error.BackendException;
import io.slackwater.repository.error.FileMissingException;
import io.slackwater.repository.id.FileKind;
import io.slackwater.repository.id.RepositoryFile;
import io.slackwater.repository.id.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A repository below a prefix of an S3 bucket, laid out as restic's S3 backend does. A PUT shows
 * its object whole or not at all; its MD5 goes along, so the service refuses what arrived damaged.
 * What must not be replaced is written with {@code If-None-Match: *}. Lost connections, timeouts
 * and throttling are sat out: {@link S3Access#attempts}.
 */
public final class S3Backend implements Backend {

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final RepositoryLocation.S3 location;
  private final S3Client client;

  public S3Backend(RepositoryLocation.S3 location, S3Access access) {
    this.location = location;
    this.client = S3Clients.open(location, access);
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public void save(RepositoryFile file, ByteBuffer content) {
    try {
      client.putObject(request(file, content).build(), body(content));
    } catch (SdkException e) {
      throw failure("write " + file, e);
    }
  }

  @Override
  public boolean saveIfAbsent(RepositoryFile file, ByteBuffer content) {
    while (true) {
      try {
        client.putObject(request(file, content).ifNoneMatch("*").build(), body(content));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED) {
          return holdsExactly(file, content);
        }
        // 409: another conditional write of the same key is in flight; once it ended, it is 412 or
        // free.
        if (e.statusCode() != CONFLICT) {
          throw failure("write " + file, e);
        }
      } catch (SdkException e) {
        throw failure("write " + file, e);
      }
    }
  }

  /**
   * A retried PUT whose first answer was lost is refused because of itself: then the content is
   * ours.
   */
  private boolean holdsExactly(RepositoryFile file, ByteBuffer content) {
    return ByteBuffer.wrap(load(file)).equals(content);
  }

  @Override
  public byte[] load(RepositoryFile file) {
    try {
      return client
          .getObjectAsBytes(get -> get.bucket(location.bucket()).key(key(file)))
          .asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      throw new FileMissingException(location(), file, e);
    } catch (SdkException e) {
      throw failure("read " + file, e);
    }
  }

  @Override
  public byte[] load(RepositoryFile file, long offset, int length) {
    if (length == 0) {
      return new byte[0];
    }
    String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    byte[] bytes;
    try {
      bytes =
          client
              .getObjectAsBytes(get -> get.bucket(location.bucket()).key(key(file)).range(range))
              .asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      throw new FileMissingException(location(), file, e);
    } catch (SdkException e) {
      throw failure("read " + file, e);
    }
    if (bytes.length != length) {
      throw new BackendException(
          location(),
          "read " + file,
          "%d bytes from offset %d were expected, %d came".formatted(length, offset, bytes.length),
          null);
    }
    return bytes;
  }

  @Override
  public boolean exists(RepositoryFile file) {
    try {
      client.headObject(head -> head.bucket(location.bucket()).key(key(file)));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (SdkException e) {
      throw failure("look for " + file, e);
    }
  }

  @Override
  public List<StoredFile> list(FileKind kind) {
    String prefix = withPrefix(kind.folder());
    String folder = kind == FileKind.CONFIG ? prefix : prefix + "/";
    List<StoredFile> found = new ArrayList<>();
    try {
      for (S3Object object :
          client
              .listObjectsV2Paginator(list -> list.bucket(location.bucket()).prefix(folder))
              .contents()) {
        String key = object.key();
        String name = key.substring(key.lastIndexOf('/') + 1);
        boolean valid = kind == FileKind.CONFIG ? key.equals(folder) : Sha256.isHex(name);
        if (valid) {
          found.add(new StoredFile(new RepositoryFile(kind, name), object.size()));
        }
      }
    } catch (SdkException e) {
      throw failure("list " + kind.folder(), e);
    }
    return found;
  }

  @Override
  public void delete(RepositoryFile file) {
    try {
      client.deleteObject(delete -> delete.bucket(location.bucket()).key(key(file)));
    } catch (NoSuchKeyException e) {
      // Amazon answers 204 for a key that is not there, some services 404: it is gone either way.
      return;
    } catch (SdkException e) {
      throw failure("delete " + file, e);
    }
  }

  @Override
  public int deleteLeftovers() {
    return 0; // An unfinished PUT leaves nothing.
  }

  @Override
  public void close() {
    client.close();
  }

  private PutObjectRequest.Builder request(RepositoryFile file, ByteBuffer content) {
    return PutObjectRequest.builder()
        .bucket(location.bucket())
        .key(key(file))
        .contentType("application/octet-stream")
        .contentMD5(md5(content));
  }

  private static RequestBody body(ByteBuffer content) {
    int offset = content.arrayOffset() + content.position();
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(content.array(), offset, content.remaining()),
        content.remaining(),
        "application/octet-stream");
  }

  private static String md5(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(content.duplicate());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides MD5", e);
    }
  }

  private String key(RepositoryFile file) {
    return withPrefix(file.path());
  }

  private String withPrefix(String path) {
    return location.prefix().isEmpty() ? path : location.prefix() + "/" + path;
  }

  private BackendException failure(String action, SdkException e) {
    return new BackendException(location(), action, S3Failure.explain(e), e);
  }
}
