// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import io.slackwater.repository.backend.LocationIndex;
import io.slackwater.repository.backend.RepositoryLocation;
import io.slackwater.repository.error.BackendException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The list of repositories below a prefix of an S3 bucket. */
public final class S3Index implements LocationIndex {

  private final RepositoryLocation.S3 location;
  private final S3Client client;

  /** The list at a location. */
  public S3Index(RepositoryLocation.S3 location, S3Access access) {
    this.location = location;
    this.client = S3Clients.open(location, access);
  }

  @Override
  public void add(String path) {
    String key = folder() + LocationIndex.requirePath(path);
    try {
      if (!exists(key)) {
        client.putObject(
            put -> put.bucket(location.bucket()).key(key).contentType("application/json"),
            RequestBody.fromString(LocationIndex.content(path)));
      }
    } catch (SdkException e) {
      throw failure("list repository " + path, e);
    }
  }

  @Override
  public List<String> list() {
    String folder = folder();
    try {
      return client
          .listObjectsV2Paginator(list -> list.bucket(location.bucket()).prefix(folder))
          .contents()
          .stream()
          .map(object -> object.key().substring(folder.length()))
          .filter(path -> PATH.matcher(path).matches())
          .sorted()
          .toList();
    } catch (SdkException e) {
      throw failure("read the list of repositories", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean exists(String key) {
    try {
      client.headObject(head -> head.bucket(location.bucket()).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  private String folder() {
    String prefix = location.prefix();
    return (prefix.isEmpty() ? "" : prefix + "/") + FOLDER + "/";
  }

  private BackendException failure(String action, SdkException e) {
    return new BackendException(location.toString(), action, S3Failure.explain(e), e);
  }
}
