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
 * @param attempts how often a request is tried before its failure counts; between two of them there
 *     is more and more time, up to 20 seconds
 */
public record S3Access(
    AwsCredentialsProvider credentials, String region, boolean pathStyle, int attempts) {

  /** Enough to sit out a service that throttles or restarts for a minute. */
  public static final int PATIENT = 10;

  /** The region of services that have none. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** Access by a fixed key, path style: what services other than Amazon's expect. */
  public static S3Access of(String accessKeyId, String secretAccessKey) {
    return new S3Access(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)),
        DEFAULT_REGION,
        true,
        PATIENT);
  }

  /** Access by what the environment holds (AWS_ACCESS_KEY_ID and so on), path style. */
  public static S3Access fromEnvironment(String region) {
    return new S3Access(DefaultCredentialsProvider.builder().build(), region, true, PATIENT);
  }

  /** The same access that tries requests so often. */
  public S3Access withAttempts(int number) {
    return new S3Access(credentials, region, pathStyle, number);
  }

  @Override
  public String toString() {
    return "S3Access[region=%s, pathStyle=%s]".formatted(region, pathStyle);
  }
}
