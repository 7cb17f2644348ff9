// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in words what an error of an S3 service means for the one who must act. */
final class S3Failure {

  private S3Failure() {}

  static String explain(SdkException e) {
    if (!(e instanceof S3Exception s3)) {
      return "%s. Check that the endpoint is right and reachable, and that credentials are given"
          .formatted(e.getMessage());
    }
    String code = s3.awsErrorDetails() == null ? "" : s3.awsErrorDetails().errorCode();
    return switch (code == null ? "" : code) {
      case "NoSuchBucket" -> "the bucket does not exist: create it first";
      case "InvalidAccessKeyId" -> "the access key is unknown: check AWS_ACCESS_KEY_ID";
      case "SignatureDoesNotMatch" ->
          "the signature does not match: check AWS_SECRET_ACCESS_KEY and the region";
      case "AccessDenied" ->
          "access denied: the credentials need to read, list, write and delete below the prefix";
      case "NotImplemented" ->
          "the service lacks a needed operation (conditional PUT with If-None-Match): use one that has it";
      default -> "the service answered HTTP " + s3.statusCode() + " " + e.getMessage();
    };
  }
}
