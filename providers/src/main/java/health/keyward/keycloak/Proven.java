package health.keyward.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the session of a call has shown, against what is wanted. Taken from Keycloak's note on the session, never from a token.
 *
 * @param loas number of each level by its name in this realm, which may raise it but not lower it
 * @param maxAge how old a proof may be where nothing shorter is wanted
 */
record Proven(Levels shown, Map<String, Integer> loas, Duration maxAge, Clock clock) {
    /**
     * When that was last shown.
     *
     * @throws ProblemException 401 when it was not, or too long ago
     */
    Instant when(Demand wanted) {
        Duration age = wanted.maxAge() == null || wanted.maxAge().compareTo(maxAge) > 0 ? maxAge : wanted.maxAge();
        int loa = Math.max(wanted.loa(), loas.getOrDefault(wanted.acr(), wanted.loa()));
        return shown.reachedAt(loa)
                .filter(at -> !at.plus(age).isBefore(clock.instant()))
                .orElseThrow(() -> Problems.insufficientUserAuthentication(wanted.acr(), age));
    }

    AdminCall.Guard guard(List<Demands> demands) {
        return (call, operation, least) -> {
            Demand wanted = least;
            for (Demands more : demands) {
                wanted = more.of(call, operation).map(wanted::and).orElse(wanted);
            }
            when(wanted);
            Demand all = wanted;
            if (all.differentFactor() && demands.stream().noneMatch(room -> room.differently(call, all))) {
                throw Problems.anotherFactor(all.acr());
            }
        };
    }
}
