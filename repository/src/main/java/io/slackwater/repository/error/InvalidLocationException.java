// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.error;

/** The text does not name a place for a repository. */
public final class InvalidLocationException extends RepositoryException {

  private static final long serialVersionUID = 1L;

  public InvalidLocationException(String text, String reason) {
    super(
        "not a repository location: %s: %s. Write a path, or s3:http://host:port/bucket/prefix"
            .formatted(text, reason));
  }
}
