package health.keyward.stepup.keycloak;

import health.keyward.history.Familiarity;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.Risk;
import health.keyward.stepup.RiskSignal;
import health.keyward.stepup.core.RiskLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The risk by what the history knows of the person. Without a history or an address nobody can say. */
record HabitRisk(KeycloakSession session, RiskLimits limits, Clock clock) implements RiskSignal {
    @Override
    public Risk of(RealmId realm, UserId person, @Nullable String address) {
        List<Familiarity> history = Doors.all(session, Familiarity.class);
        Optional<String> network = RiskLimits.network(address);
        if (history.isEmpty() || network.isEmpty()) {
            return Risk.UNKNOWN;
        }
        Instant now = clock.instant();
        return limits.judge(history.getFirst()
                .of(new Familiarity.Question(
                        realm,
                        person,
                        network.get(),
                        now.minus(RiskLimits.WITHIN),
                        now.minus(limits.familiar()),
                        limits.failures())));
    }
}
