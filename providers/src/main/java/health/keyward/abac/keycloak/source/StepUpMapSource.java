package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Need;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * What the published step-up map asks for. A rule of the map knows an app that is opened by no action, and what is done to anything else as
 * {@code <type>:<action>}, for example {@code record:read}. An age that the map does not limit is not in the answer.
 */
public final class StepUpMapSource implements AttributeSource {
    private static final String NAME = "step-up-map";
    private static final String REQUIRED = "context.required_assurance";

    private final People people;
    private final Assurance assurance;
    private final Clock clock;
    private final @Nullable Need known;

    /** @param known the map's answer, where the gate has it already */
    public StepUpMapSource(KeycloakSession session, Assurance assurance, Clock clock, @Nullable Need known) {
        this.people = new People(session);
        this.assurance = assurance;
        this.clock = clock;
        this.known = known;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Need need = known == null ? need(question) : known;
        Map<String, Object> required = new HashMap<>();
        required.put("level", need.level().loa());
        if (need.maxAge() != null) {
            required.put("max_age_seconds", need.maxAge().toSeconds());
        }
        required.put("different_factor", need.differentFactor());
        required.put("because", need.because());
        return List.of(new Attribute(REQUIRED, required, NAME, clock.instant()));
    }

    private Need need(Question question) {
        if (assurance.silent(question.realm())) {
            return Need.PASSWORD;
        }
        boolean app = question.resource().type().equals(ClientSource.APP);
        @Nullable
        String client = app ? question.resource().id() : question.asked().client();
        return assurance.need(new Ask(
                question.realm(),
                client,
                client == null
                        ? null
                        : people.app(question, client)
                                .map(of -> of.getAttribute("keyward.data_class"))
                                .orElse(null),
                roles(question),
                Set.of(),
                app
                        ? null
                        : question.resource().type() + ":" + question.action().name(),
                question.asked().address()));
    }

    private Set<String> roles(Question question) {
        return people.subject(question).map(RoleUtils::getDeepUserRoleMappings).orElseGet(Set::of).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
    }
}
