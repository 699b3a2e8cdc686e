package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rights that a directory holds, over LDAP, as ApacheDS speaks it: reviewed like others, gone when they are gone there, and seen when they are back (AR-2, AR-14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewDirectoryTest {
    private static final String PEOPLE = "people";
    private static final String ROLES = "roles";
    private static final String ROLE_MAPPER = "role-ldap-mapper";

    private final String ada = Staff.fresh("rev-dir");
    private final String role = Staff.fresh("it-ldap-role");
    private final String group = LdapDirectory.groupDn(role, ROLES);

    private @Nullable LdapDirectory directory;
    private String federation = "";

    @BeforeAll
    void aDirectory() throws Exception {
        directory = LdapDirectory.opened(Tokens.random());
        directory.unit(PEOPLE);
        directory.unit(ROLES);
        directory.person(ada, PEOPLE, Tokens.random(), "512", false);
        directory.group(role, ROLES);
        directory.adds(ada, PEOPLE, group);
        federation = directory.federated(PEOPLE, "READ_ONLY");
        String mapper = LdapDirectory.mapped(
                federation,
                ROLE_MAPPER,
                Map.of(
                        "mode", "READ_ONLY",
                        "roles.dn", "ou=" + ROLES + "," + LdapDirectory.BASE,
                        "role.name.ldap.attribute", "cn",
                        "role.object.classes", "groupOfNames",
                        "membership.ldap.attribute", "member",
                        "membership.attribute.type", "DN",
                        "membership.user.ldap.attribute", "uid",
                        "user.roles.retrieve.strategy", "LOAD_ROLES_BY_MEMBER_ATTRIBUTE",
                        "use.realm.roles.mapping", "true"));
        Staff.boss()
                .make(
                        "hospital/user-storage/" + federation + "/mappers/" + mapper + "/sync?direction=fedToKeycloak",
                        null);
    }

    @AfterAll
    void gone() throws Exception {
        if (!federation.isEmpty()) {
            Staff.boss().delete("hospital/components/" + federation);
        }
        directory().close();
    }

    @Test
    void what_the_directory_gives_is_denied_taken_there_and_seen_when_the_directory_gives_it_again() throws Exception {
        assertThat(Staff.idOf(ada)).as("the directory knows the person").isNotEmpty();
        ReviewRound round = ReviewRound.about(role);
        JsonNode item = round.item();
        assertThat(item.path("username").asText()).isEqualTo(ada);
        assertThat(item.at("/origin/kind").asText()).isEqualTo("DIRECTORY");
        assertThat(item.at("/origin/holding").asText()).isEqualTo("THERE");

        round.denies(ada);
        round.reaches(ada, "BY_HAND");
        JsonNode task = round.tasks().path(0);
        assertThat(task.path("state").asText()).isEqualTo("OPEN");
        assertThat(round.saysThatItIsDone(task)).as("it is still there").isEqualTo(409);
        round.reaches(ada, "BY_HAND");

        directory().removes(ada, PEOPLE, group);
        assertThat(round.saysThatItIsDone(task)).isEqualTo(200);
        round.reaches(ada, "EFFECTIVE");

        directory().adds(ada, PEOPLE, group);
        round.isLookedAtAgain();
        round.reaches(ada, "DRIFTED");
    }

    private LdapDirectory directory() {
        return Objects.requireNonNull(directory);
    }
}
