package health.keyward.stepup.rest;

import health.keyward.contract.stepup.StepUpMapPreview;
import health.keyward.history.SignInCounts;
import health.keyward.keycloak.Problems;
import health.keyward.stepup.core.MapChange;
import health.keyward.stepup.core.MapPreview;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.store.RoleHolders;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Holds a map against the sign-ins of past days, the newest first, for as long as an administrator would wait. */
final class PastSignIns {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final int MOST_PEOPLE = 50;
    /** PostgreSQL's state for a statement that ran into its timeout. */
    private static final String CANCELED = "57014";

    private final MapDesk desk;

    PastSignIns(MapDesk desk) {
        this.desk = desk;
    }

    StepUpMapPreview under(StepUpMap map, StepUpMap inForce, int days) {
        Instant start = desk.clock().instant();
        LocalDate today = start.atZone(ZoneOffset.UTC).toLocalDate();
        MapPreview preview = new MapPreview(
                desk.call().realmId(),
                map,
                desk.database().read(tx -> new RoleHolders().of(tx, desk.call().realmId(), map.roles())),
                new DataClasses(desk.call().realm())::of);
        SignInCounts.Question question = new SignInCounts.Question(map.apps(), map.ages(), map.asksWhere());
        int seen = 0;
        while (seen < days && (seen == 0 || desk.clock().instant().isBefore(start.plus(LONGEST)))) {
            look(today.minusDays(seen), question, preview);
            seen++;
        }
        return said(
                preview.figures(MOST_PEOPLE),
                today.minusDays(seen - 1L),
                today,
                seen == days,
                new MapChange(inForce, map));
    }

    private void look(LocalDate day, SignInCounts.Question question, MapPreview preview) {
        try {
            desk.history().each(desk.call().realmId(), day, question, group -> preview.take(day, group));
        } catch (RuntimeException e) {
            throw tookTooLong(e)
                    ? Problems.unavailable("too-slow", "One day alone took too long to count. Try again later.")
                    : e;
        }
    }

    private static boolean tookTooLong(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private StepUpMapPreview said(
            MapPreview.Figures figures, LocalDate from, LocalDate to, boolean whole, MapChange change) {
        Map<String, SignInCounts.Name> names = desk.history()
                .names(
                        desk.call().realmId(),
                        figures.people().stream()
                                .map(MapPreview.Affected::person)
                                .toList());
        return new StepUpMapPreview(
                from.toString(),
                to.toString(),
                whole,
                MapWords.said(figures.all()),
                MapWords.said(figures.rules()),
                MapWords.said(figures.atRisk()),
                MapWords.said(figures.apps()),
                MapWords.said(figures.days()),
                figures.people().stream()
                        .map(one -> said(one, Optional.ofNullable(names.get(one.person()))))
                        .toList(),
                figures.levelUnknown(),
                figures.unseen(),
                MapWords.changes(change.lines()),
                change.weakened());
    }

    private static StepUpMapPreview.Person said(MapPreview.Affected one, Optional<SignInCounts.Name> name) {
        return new StepUpMapPreview.Person(
                one.person(),
                name.map(SignInCounts.Name::username).orElse(null),
                name.map(SignInCounts.Name::name).orElse(null),
                one.asked(),
                one.last().toString());
    }

    /** Asked once for each app, not for each of its sign-ins. */
    private static final class DataClasses {
        private final RealmModel realm;
        private final Map<String, Optional<String>> known = new HashMap<>();

        DataClasses(RealmModel realm) {
            this.realm = realm;
        }

        @Nullable
        String of(@Nullable String app) {
            return app == null ? null : known.computeIfAbsent(app, this::look).orElse(null);
        }

        private Optional<String> look(String app) {
            @Nullable ClientModel client = realm.getClientByClientId(app);
            return Optional.ofNullable(client == null ? null : client.getAttribute(MapWords.DATA_CLASS));
        }
    }
}
