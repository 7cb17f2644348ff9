// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.backend.s3.S3Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 service on a directory, on a free port, with one bucket. */
public final class S3Server implements AutoCloseable {

  /** The one bucket. */
  public static final String BUCKET = "backups";

  /** The access key id. */
  public static final String ID = "test-id";

  /** The secret access key. */
  public static final String SECRET = "test-secret";

  // Held here, because the logging framework forgets levels of loggers that nobody holds.
  private static final Logger LOGGER = Logger.getLogger("org.gaul");

  static {
    LOGGER.setLevel(Level.WARNING);
  }

  private final S3Proxy server;

  /** Starts the service. */
  public S3Server(Path data) throws Exception {
    Files.createDirectories(data.resolve(BUCKET));
    server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(data.toString()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ID, SECRET)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
  }

  /** Returns a location in the bucket. */
  public RepositoryLocation.S3 location(String prefix) {
    return new RepositoryLocation.S3(
        URI.create("http://127.0.0.1:" + server.getPort()), BUCKET, prefix);
  }

  /** Returns working credentials. */
  public static S3Access access() {
    return S3Access.of(ID, SECRET);
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // S3Proxy.stop declares nothing narrower
      throw new IOException("the S3 service did not stop", e);
    }
  }
}
