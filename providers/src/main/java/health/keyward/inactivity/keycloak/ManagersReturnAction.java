package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvals;
import health.keyward.approval.Outcome;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.inactivity.core.ComingBack;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.EmergencySignIn;
import health.keyward.keycloak.PersonAction;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where a manager asks that somebody of theirs comes back, with the day of a training since the account was closed (IN-10). It opens nothing: an administrator
 * confirms it like any other change that needs two.
 */
public final class ManagersReturnAction extends PersonAction {
    public static final String ID = "keyward-managers-return";

    /** How old the proof may be when the form comes back. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How old at the gate, so that there is time to fill the form in. */
    static final Duration FRESH_AT_THE_GATE = Duration.ofMinutes(2);

    private static final String PAGE = "keyward-managers-return.ftl";
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    public ManagersReturnAction() {
        super(ID, "Keyward return of somebody, asked for by the manager");
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        show(context, null, false);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        if (!isOfTheForm(context)) {
            show(context, null, false);
        } else if (typed.containsKey("done")) {
            closeForm(context);
            context.success();
        } else {
            Optional<String> fault = asked(context, typed);
            show(context, fault.orElse(null), fault.isEmpty());
        }
    }

    /** @return why not, as a key of the texts */
    private static Optional<String> asked(RequiredActionContext context, MultivaluedMap<String, String> typed) {
        Optional<Instant> proven = proven(context);
        if (proven.isEmpty()) {
            return Optional.of("keywardManagersReturnNotProven");
        }
        String reason = field(typed, "reason");
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("keywardManagersReturnReason");
        }
        Optional<Shut> shut = people(context)
                .filter(one -> one.id().value().equals(field(typed, "person")))
                .findFirst();
        if (shut.isEmpty()) {
            return Optional.of("keywardManagersReturnNot");
        }
        Optional<LocalDate> day = day(field(typed, "retrained"))
                .filter(date -> ComingBack.retrained(date, shut.get().since(), CLOCK.instant()));
        if (day.isEmpty()) {
            return Optional.of("keywardManagersReturnDay");
        }
        Map<String, String> wish =
                Map.of("person", shut.get().id().value(), "retrained", day.get().toString());
        Signatory by = new Signatory(realm(context), actor(context), proven.get());
        return switch (Doors.open(context.getSession(), Approvals.class).propose(by, ReturnKind.KIND, wish, reason)) {
            case Outcome.Ok ok -> Optional.empty();
            case Outcome.Refused refused
            when refused.why() == Refusal.ALREADY_OPEN -> Optional.of("keywardManagersReturnBefore");
            default -> Optional.of("keywardManagersReturnNot");
        };
    }

    private static Optional<Instant> proven(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return EmergencySignIn.isProvenSince(signIn, CLOCK.instant().minus(FRESH))
                ? EmergencySignIn.provenAt(signIn)
                : Optional.empty();
    }

    private static String field(MultivaluedMap<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.getFirst(name), "").strip();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Actor actor(RequiredActionContext context) {
        UserModel manager = context.getUser();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return new Actor(
                context.getRealm().getId(),
                manager.getId(),
                manager.getUsername(),
                signIn.getClient().getClientId(),
                signIn.getParentSession().getId(),
                context.getConnection().getRemoteAddr());
    }

    private void show(RequiredActionContext context, @Nullable String fault, boolean asked) {
        boolean proven = proven(context).isPresent();
        LoginFormsProvider form = context.form()
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute("keywardAsked", asked)
                .setAttribute("keywardProven", proven)
                .setAttribute(
                        "keywardPeople",
                        proven ? people(context).map(Shut::shown).toList() : List.<Map<String, String>>of());
        @Nullable String wrong = proven ? fault : "keywardManagersReturnNotProven";
        if (wrong != null) {
            form.setError(wrong);
        }
        context.challenge(form.createForm(PAGE));
    }

    /** Somebody of the manager's whose account others may open. */
    private record Shut(UserId id, String name, Instant since) {
        Map<String, String> shown() {
            return Map.of(
                    "id",
                    id.value(),
                    "name",
                    name,
                    "since",
                    LocalDate.ofInstant(since, ZoneOffset.UTC).toString());
        }
    }

    private static Stream<Shut> people(RequiredActionContext context) {
        PeopleBack back = Doors.open(context.getSession(), PeopleBack.class);
        RealmId realm = realm(context);
        return back.shutPeopleOf(realm, new UserId(context.getUser().getId())).stream()
                .flatMap(person -> back.judged(realm, person).stream())
                .flatMap(found -> shut(found).stream());
    }

    private static Optional<Shut> shut(PeopleBack.Judged found) {
        return switch (found.way()) {
            case ComingBack.Alone alone ->
                Optional.of(new Shut(found.account().id(), found.account().username(), alone.disabledAt()));
            case ComingBack.WithStaff staff ->
                Optional.of(new Shut(found.account().id(), found.account().username(), staff.disabledAt()));
            case ComingBack.No no -> Optional.empty();
        };
    }

    private static RealmId realm(RequiredActionContext context) {
        return new RealmId(context.getRealm().getId());
    }
}
