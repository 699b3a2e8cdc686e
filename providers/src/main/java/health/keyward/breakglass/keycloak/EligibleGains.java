package health.keyward.breakglass.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.breakglass.core.EligibleHoldings.Step;
import health.keyward.breakglass.store.EligibleSteps;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;

/**
 * Notes every step into a role or group in the transaction that makes it, whatever path it takes: admin console, import, a sync, another provider. Refuses
 * nothing; what is noted keeps somebody from breaking the glass with a role given a moment ago (BG-1).
 */
record EligibleGains(KeycloakSession session, Clock clock) implements Veto {
    private static final EligibleSteps STEPS = new EligibleSteps();

    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        List<Step> steps =
                touches.stream().flatMap(EligibleGains::step).distinct().toList();
        if (!steps.isEmpty()) {
            new Database(session).write(tx -> {
                STEPS.gained(tx, steps, clock.instant().truncatedTo(ChronoUnit.MICROS));
                return true;
            });
        }
        return Optional.empty();
    }

    static Stream<Step> step(Touch touch) {
        boolean added = touch.kind() == Touch.Kind.INSERTED;
        return switch (touch.thing()) {
            case "UserRoleMapping" -> added ? step(touch.ref("user"), touch.ref("roleId")) : Stream.empty();
            case "UserGroupMembership" -> added ? step(touch.ref("user"), touch.ref("groupId")) : Stream.empty();
            case "GroupRoleMapping" -> added ? step(touch.ref("group"), touch.ref("roleId")) : Stream.empty();
            case "CompositeRole" -> added ? step(touch.ref("parentRole"), touch.ref("childRole")) : Stream.empty();
            case "Group" ->
                touch.fields().stream()
                        .filter(field -> field.name().equals("parentId"))
                        .flatMap(field -> step(Optional.of(touch.id()), Optional.ofNullable(field.after())));
            default -> Stream.empty();
        };
    }

    private static Stream<Step> step(Optional<String> from, Optional<String> to) {
        return from.isPresent() && to.isPresent() ? Stream.of(new Step(from.get(), to.get())) : Stream.empty();
    }
}
