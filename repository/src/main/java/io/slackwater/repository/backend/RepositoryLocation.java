// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import io.slackwater.repository.error.InvalidLocationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a repository is: a directory, or a prefix in an S3 bucket. Holds no credentials. */
public sealed interface RepositoryLocation {

  /**
   * A directory.
   *
   * @param directory absolute
   */
  record Local(Path directory) implements RepositoryLocation {
    @Override
    public String toString() {
      return directory.toString();
    }

    @Override
    public Local resolve(String child) {
      return new Local(directory.resolve(child));
    }
  }

  /**
   * A prefix in an S3 bucket.
   *
   * @param endpoint scheme, host and port of the service
   * @param bucket the bucket, which must exist
   * @param prefix without leading or trailing slash; may be empty
   */
  record S3(URI endpoint, String bucket, String prefix) implements RepositoryLocation {
    @Override
    public String toString() {
      return "s3:" + endpoint + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    @Override
    public S3 resolve(String child) {
      return new S3(endpoint, bucket, prefix.isEmpty() ? child : prefix + "/" + child);
    }
  }

  /**
   * Returns the location of a repository below this one, for example {@code east/shop/orders}.
   *
   * @param child a relative path with slashes
   */
  RepositoryLocation resolve(String child);

  /**
   * Reads {@code s3:http://host:port/bucket/prefix}, {@code s3:https://...}, {@code
   * s3:host/bucket/prefix} (https), {@code s3://host/bucket/prefix} (https), {@code local:/path} or
   * a path.
   *
   * @throws InvalidLocationException if the text is none of these
   */
  static RepositoryLocation parse(String text) {
    if (text.isBlank()) {
      throw new InvalidLocationException("(empty)", "nothing is named");
    }
    if (text.startsWith("s3:")) {
      return parseS3(text, text.substring("s3:".length()));
    }
    String path = text.startsWith("local:") ? text.substring("local:".length()) : text;
    if (path.matches("(rest|sftp|azure|gs|b2|swift|rclone):.*")) {
      throw new InvalidLocationException(text, "only directories and S3 are supported");
    }
    try {
      return new Local(Path.of(path).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new InvalidLocationException(text, e.getReason());
    }
  }

  private static S3 parseS3(String text, String rest) {
    String url = rest;
    if (url.startsWith("//")) {
      url = "https:" + url;
    } else if (!url.startsWith("http://") && !url.startsWith("https://")) {
      url = "https://" + url;
    }
    try {
      URI uri = new URI(url);
      String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
      if (uri.getHost() == null || path.isEmpty()) {
        throw new InvalidLocationException(text, "an S3 location names a host and a bucket");
      }
      if (uri.getUserInfo() != null) {
        throw new InvalidLocationException(
            "s3:(hidden)", "credentials belong into the environment, not into the location");
      }
      int slash = path.indexOf('/');
      String bucket = slash < 0 ? path : path.substring(0, slash);
      String prefix = slash < 0 ? "" : path.substring(slash + 1);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new S3(URI.create(uri.getScheme() + "://" + uri.getHost() + port), bucket, prefix);
    } catch (URISyntaxException e) {
      throw new InvalidLocationException(text, e.getReason());
    }
  }
}
