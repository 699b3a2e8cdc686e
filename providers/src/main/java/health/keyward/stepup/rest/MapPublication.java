package health.keyward.stepup.rest;

import health.keyward.approval.Outcome;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.contract.stepup.StepUpMapPublished;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;

/** Lets a sound map count, or hands it to a second person when somebody might be asked for less. */
final class MapPublication {
    private static final String KIND = "step-up-map";
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(5);

    private final MapDesk desk;
    private final AdminCall call;

    MapPublication(MapDesk desk) {
        this.desk = desk;
        this.call = desk.call();
    }

    /** @param after number of the version the rules were made from */
    Response of(long after, List<WrittenRule> rules, String reason) {
        Optional<Version> present = desk.shelf().newest(call.realmId());
        if (present.map(Version::number).orElse(0L) != after) {
            throw overtaken();
        }
        MapChange change = new MapChange(MapWords.map(present), StepUpMap.of(rules));
        if (change.lines().isEmpty()) {
            throw Problems.conflict("no-change", "The map is like that already.");
        }
        meetItYourself(StepUpMap.of(rules));
        desk.shelf().locksOut(call.realmId(), rules).ifPresent(why -> {
            throw Problems.conflict("locks-out", why);
        });
        return change.mayAskForLess()
                ? propose(after, rules, reason, change.weakened())
                : publish(after, rules, reason);
    }

    /** Who locks the console must hold a key to it: the level the map would ask of them here has to be shown first (RFC 9470). */
    private void meetItYourself(StepUpMap map) {
        @Nullable String app = call.actor().clientId();
        @Nullable ClientModel console = app == null ? null : call.realm().getClientByClientId(app);
        Need need = map.need(new Ask(
                call.realmId(),
                app,
                console == null ? null : console.getAttribute(MapWords.DATA_CLASS),
                map.roles().stream().filter(this::holds).collect(Collectors.toSet()),
                Set.of(),
                null,
                call.actor().address()));
        if (desk.levelShown() < need.level().loa()) {
            throw Problems.insufficientUserAuthentication(need.level().acr(), SHOWN_WITHIN);
        }
    }

    private boolean holds(String name) {
        @Nullable RoleModel role = call.realm().getRole(name);
        return role != null && call.user().hasRole(role);
    }

    private Response publish(long after, List<WrittenRule> rules, String reason) {
        NewVersion wanted = new NewVersion(
                call.realmId(),
                after,
                rules,
                call.user().getUsername(),
                call.user().getId(),
                null,
                now(),
                reason);
        Version version = desk.shelf().publish(wanted, call.actor()).orElseThrow(MapPublication::overtaken);
        return Wire.json(new StepUpMapPublished(version.number(), null, List.of()));
    }

    private Response propose(long after, List<WrittenRule> rules, String reason, List<String> weakened) {
        Outcome outcome = desk.approvals()
                .propose(
                        new Signatory(call.realmId(), call.actor(), call.authenticatedAt()),
                        KIND,
                        Map.of(
                                "map",
                                desk.shelf().keep(call.realmId(), rules, now()),
                                "after",
                                Long.toString(after),
                                "reason",
                                reason),
                        reason);
        return switch (outcome) {
            case Outcome.Ok ok ->
                Wire.json(new StepUpMapPublished(null, ok.proposal().id().toString(), weakened));
            case Outcome.Unclear unclear -> throw Problems.conflict("bad-change", unclear.why());
            case Outcome.Refused refused -> throw refused(refused.why());
            case Outcome.Unknown unknown -> throw Problems.forbidden();
            case Outcome.NotDone notDone -> throw Problems.forbidden();
        };
    }

    private static RuntimeException refused(Refusal why) {
        return why == Refusal.ALREADY_OPEN
                ? Problems.conflict("already-open", "The same change waits for a second person already.")
                : Problems.forbidden();
    }

    private static RuntimeException overtaken() {
        return Problems.conflict(
                "overtaken", "Somebody published another version meanwhile. Look at it and change that one.");
    }

    private Instant now() {
        return desk.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
