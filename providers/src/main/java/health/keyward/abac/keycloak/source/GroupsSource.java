package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Groups the person was put into, as paths from the top. */
public final class GroupsSource implements AttributeSource {
    private static final String NAME = "groups";
    private static final String GROUPS = "subject.properties.groups";

    private final People people;
    private final Clock clock;

    public GroupsSource(KeycloakSession session, Clock clock) {
        this.people = new People(session);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(people.subject(question)
                .map(user -> new Attribute(
                        GROUPS,
                        user.getGroupsStream()
                                .map(KeycloakModelUtils::buildGroupPath)
                                .sorted()
                                .toList(),
                        NAME,
                        clock.instant()))
                .orElseGet(() -> Attribute.unknown(GROUPS, NAME)));
    }
}
