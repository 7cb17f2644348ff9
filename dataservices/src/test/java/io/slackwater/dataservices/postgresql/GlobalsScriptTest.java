// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GlobalsScriptTest {

  private static final String TEXT =
      """
      --
      -- PostgreSQL database cluster dump; it's 15
      --
      \\restrict abc'def
      SET standard_conforming_strings = on;

      CREATE ROLE app;
      ALTER ROLE app WITH NOSUPERUSER PASSWORD 'SCRAM-SHA-256$4096:a;b''c';
      CREATE ROLE "App ""x"";y";
      ALTER ROLE "App ""x"";y" WITH LOGIN;
      COMMENT ON ROLE app IS E'two\\nlines; \\'quoted\\' -- no comment';
      ALTER ROLE app SET search_path TO 'a', 'b';
      CREATE TABLESPACE fast OWNER app LOCATION '/fast';
      GRANT app TO "App ""x"";y" GRANTED BY postgres;
      \\unrestrict abc'def
      --slackwater:database {"name":"shop","owner":"app"}
      """;

  @Test
  void findsStatementsRolesAndProperties() {
    GlobalsScript script = GlobalsScript.parse(TEXT);

    assertThat(script.roles()).containsExactly("app", "App \"x\";y");
    assertThat(script.statements())
        .hasSize(9)
        .noneMatch(statement -> statement.contains("restrict"));
    assertThat(script.properties()).containsOnlyKeys("shop");
  }

  @Test
  void leavesOutWhatIsThereAlready() {
    String sql = GlobalsScript.parse(TEXT).without(Set.of("app"), Set.of("fast"));

    assertThat(sql)
        .isEqualTo(
            """
            SET standard_conforming_strings = on;
            CREATE ROLE "App ""x"";y";
            ALTER ROLE "App ""x"";y" WITH LOGIN;
            GRANT app TO "App ""x"";y" GRANTED BY postgres;
            """);
  }

  @Test
  void keepsEveryStatementAsItWas() {
    String sql = GlobalsScript.parse(TEXT).without(Set.of(), Set.of());

    assertThat(sql)
        .contains("PASSWORD 'SCRAM-SHA-256$4096:a;b''c';")
        .contains("E'two\\nlines; \\'quoted\\' -- no comment';");
  }
}
