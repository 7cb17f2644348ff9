// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.backend.RepositoryLocation.Local;
import io.slackwater.repository.backend.RepositoryLocation.S3;
import io.slackwater.repository.error.InvalidLocationException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryLocationTest {

  @Test
  void readsS3WithSchemePortAndPrefix() {
    assertThat(RepositoryLocation.parse("s3:http://127.0.0.1:9000/bucket/a/b/"))
        .isEqualTo(new S3(URI.create("http://127.0.0.1:9000"), "bucket", "a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:https://host/bucket", "s3:host/bucket", "s3://host/bucket/"})
  void takesHttpsWhereNoSchemeIsNamed(String text) {
    assertThat(RepositoryLocation.parse(text))
        .isEqualTo(new S3(URI.create("https://host"), "bucket", ""));
  }

  @Test
  void readsPaths() {
    assertThat(RepositoryLocation.parse("/srv/./backup"))
        .isEqualTo(new Local(Path.of("/srv/backup")));
    assertThat(RepositoryLocation.parse("local:/srv/x")).isEqualTo(new Local(Path.of("/srv/x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "s3:http://host", "s3:http:///bucket", "sftp:host:/x", "s3:ht tp://"})
  void refusesWhatNamesNoPlace(String text) {
    assertThatThrownBy(() -> RepositoryLocation.parse(text))
        .isInstanceOf(InvalidLocationException.class)
        .hasMessageContaining("bucket/prefix");
  }

  @Test
  void refusesCredentialsWithoutPrintingThem() {
    assertThatThrownBy(() -> RepositoryLocation.parse("s3:http://id:geheim@host/bucket"))
        .isInstanceOf(InvalidLocationException.class)
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3:http://127.0.0.1:9000/bucket/a/b", "s3:https://host/bucket", "/srv/x"})
  void writesWhatItReads(String text) {
    RepositoryLocation location = RepositoryLocation.parse(text);

    assertThat(RepositoryLocation.parse(location.toString())).isEqualTo(location);
    assertThat(location.resolve("east/shop")).hasToString(text + "/east/shop");
  }
}
