// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolynomialTest {

  /** From the tests of restic's chunker. */
  @ParameterizedTest
  @ValueSource(strings = {"3DA3358B4DC173", "2482734cacca49"})
  void knowsIrreduciblePolynomials(String hex) {
    assertThat(Polynomial.parse(hex).isIrreducible()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "38f1e565e288df", "30a8295b9d5c91", "255f4350b962cb", "267f776110a235", "2f4dae10d41227",
        "312daf4b284899", "29dfb6553d01d1", "3548245eb26257", "3199e7ef4211b3", "362f39017dae8b"
      })
  void knowsReduciblePolynomials(String hex) {
    assertThat(Polynomial.parse(hex).isIrreducible()).isFalse();
  }

  @RepeatedTest(20)
  void generatesIrreduciblePolynomialsOfTheRightDegree() {
    Polynomial polynomial = Polynomial.random(new SecureRandom());

    assertThat(polynomial.degree()).isEqualTo(Polynomial.DEGREE);
    assertThat(polynomial.isIrreducible()).isTrue();
    assertThat(Polynomial.parse(polynomial.hex())).isEqualTo(polynomial);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "0", "ffffffffffffffff"})
  void refusesWhatCannotCut(String hex) {
    assertThatThrownBy(() -> Polynomial.parse(hex)).isInstanceOf(IllegalArgumentException.class);
  }
}
