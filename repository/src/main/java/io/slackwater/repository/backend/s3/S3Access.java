// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * How an S3 service is spoken to.
 *
 * @param credentials who asks
 * @param region the region that requests are signed for
 * @param pathStyle whether the bucket is part of the path rather than of the host name
 */
public record S3Access(AwsCredentialsProvider credentials, String region, boolean pathStyle) {

  /** The region of services that have none. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** Access by a fixed key, path style: what services other than Amazon's expect. */
  public static S3Access of(String accessKeyId, String secretAccessKey) {
    return new S3Access(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)),
        DEFAULT_REGION,
        true);
  }

  /** Access by what the environment holds (AWS_ACCESS_KEY_ID and so on), path style. */
  public static S3Access fromEnvironment(String region) {
    return new S3Access(DefaultCredentialsProvider.builder().build(), region, true);
  }

  @Override
  public String toString() {
    return "S3Access[region=%s, pathStyle=%s]".formatted(region, pathStyle);
  }
}
