package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.AskAnswer;
import health.keyward.breakglass.core.AskTarget;
import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.core.GrantRules;
import health.keyward.breakglass.core.Grants;
import health.keyward.breakglass.core.PatientReference;
import health.keyward.breakglass.core.Reason;
import health.keyward.breakglass.core.Reasons;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.DeviceCookie;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.EmergencySignIn;
import health.keyward.keycloak.PersonAction;
import health.keyward.stepup.SignInUnderWay;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where somebody says for which patient and why they need emergency access (BG-2). Reached from an app ({@code kc_action}, with
 * {@code patient,dataClass} behind a colon) or after the policy had refused the person. Only behind the gate, with a proof that is fresh.
 */
public final class AskAction extends PersonAction {
    public static final String ID = EmergencySignIn.ACTION;

    /** How old the proof may be when the form comes back (BG-5). */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How old at the gate, so that there is time to fill the form in. */
    static final Duration FRESH_AT_THE_GATE = Duration.ofMinutes(2);

    private static final String PAGE = "keyward-break-glass.ftl";
    private static final String WAITING = "keyward-break-glass-wait.ftl";
    private static final String NO = "keyward-break-glass-no.ftl";

    private static final String SIGNATURE = "keyward.break-glass.signature";
    private static final String TOLD = "keyward.break-glass.not-eligible";

    public AskAction() {
        super(ID, "Keyward emergency access");
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        begin(context, Set.of(), null);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        if (!isOfTheForm(context)) {
            begin(context, Set.of(), null);
        } else if (signIn.getAuthNote(SIGNATURE) == null) {
            answered(context, typed);
        } else if (typed.containsKey("again")) {
            signIn.removeAuthNote(SIGNATURE);
            begin(context, Set.of(), null);
        } else {
            signed(context, UUID.fromString(signIn.getAuthNote(SIGNATURE)));
        }
    }

    private void begin(
            RequiredActionContext context, Set<String> faults, @Nullable MultivaluedMap<String, String> typed) {
        Asking asking = asking(context);
        AppChoice choice = AppChoice.of(context, asking);
        AskTarget target = choice.target();
        if (choice.isForNobody()) {
            notEligible(context, asking, target);
        } else if (!choice.isOpen() && client(context, target).isEmpty()) {
            no(context, "keywardBreakGlassNoApp", "");
        } else if (!EmergencySignIn.isProvenSince(
                context.getAuthenticationSession(), asking.now().minus(FRESH))) {
            no(context, "keywardBreakGlassNotProven", "");
        } else if (!choice.isOpen() && asking.row(context.getUser(), target).isEmpty()) {
            notEligible(context, asking, target);
        } else {
            context.challenge(form(context, asking, choice, faults, typed));
        }
    }

    private void answered(RequiredActionContext context, MultivaluedMap<String, String> typed) {
        Asking asking = asking(context);
        AppChoice choice = AppChoice.of(context, asking);
        choice.choose(field(typed, "app"));
        AskTarget target = choice.target();
        Optional<EligibleEntry> row = asking.row(context.getUser(), target);
        if (!choice.isOpen() && (client(context, target).isEmpty() || row.isEmpty())
                || !EmergencySignIn.isProvenSince(
                        context.getAuthenticationSession(), asking.now().minus(FRESH))) {
            begin(context, Set.of(), null);
            return;
        }
        AskBook.Numbered<Reasons> reasons = asking.reasons();
        String patient = target.patient().map(PatientReference::value).orElseGet(() -> field(typed, "patient"));
        AskAnswer.Read read = AskAnswer.read(
                reasons.list(),
                target.dataClass(),
                patient,
                field(typed, "reason"),
                field(typed, "words"),
                field(typed, "minutes"));
        if (choice.isOpen() || row.isEmpty() || !(read instanceof AskAnswer.Read.Good(AskAnswer answer))) {
            begin(context, faults(read, choice), typed);
            return;
        }
        boolean waives = EmergencySignIn.waives(context.getAuthenticationSession());
        Optional<CoSignature.Purpose> purpose = asking.signature(row.get());
        if (waives && reasons.list().sensitive(target.dataClass())) {
            no(context, "keywardBreakGlassSensitive", asking.call(language(context)));
        } else if (purpose.isEmpty()) {
            start(context, asking, target, answer, reasons.number(), null);
        } else {
            CoSignature asked = asking.ask(context.getUser(), target, answer, reasons.number(), purpose.get());
            context.getAuthenticationSession().setAuthNote(SIGNATURE, asked.id().toString());
            context.challenge(waiting(context, asked));
        }
    }

    private void signed(RequiredActionContext context, UUID id) {
        Asking asking = asking(context);
        AskTarget target = AppChoice.of(context, asking).target();
        Optional<CoSignature> found = asking.signature(id).filter(one -> one.openAt(asking.now()));
        if (found.isEmpty()) {
            context.getAuthenticationSession().removeAuthNote(SIGNATURE);
            begin(context, Set.of("OVER"), null);
            return;
        }
        CoSignature asked = found.get();
        if (asked.state() == CoSignature.State.WAITING) {
            context.challenge(waiting(context, asked));
            return;
        }
        AskBook.Numbered<Reasons> reasons = asking.reasons();
        AskAnswer.Read read =
                AskAnswer.read(reasons.list(), asked.dataClass(), asked.patient(), asked.reason(), asked.text(), "");
        boolean ours = asked.carries(new UserId(context.getUser().getId()), asking.here(), asking.now())
                && asked.app().equals(target.app())
                && asked.dataClass().equals(target.dataClass())
                && asking.row(context.getUser(), target).isPresent();
        context.getAuthenticationSession().removeAuthNote(SIGNATURE);
        if (ours && read instanceof AskAnswer.Read.Good(AskAnswer answer)) {
            start(context, asking, target, answer, reasons.number(), asked);
        } else {
            begin(context, Set.of("OVER"), null);
        }
    }

    private void start(
            RequiredActionContext context,
            Asking asking,
            AskTarget target,
            AskAnswer answer,
            int version,
            @Nullable CoSignature signed) {
        switch (asking.start(context.getUser(), target, answer, version, signed)) {
            case Grants.Outcome.Refused(GrantRules.Refusal why) -> begin(context, Set.of(why.name()), null);
            case Grants.Outcome.Started(Grant grant) -> {
                AuthenticationSessionModel signIn = context.getAuthenticationSession();
                closeForm(context);
                context.getEvent().detail("break_glass_grant", grant.id());
                if (EmergencySignIn.isSoughtAtTheDoor(signIn)
                        && !Doors.open(context.getSession(), SignInUnderWay.class)
                                .mayEnter()) {
                    asking.end(grant, EndReason.NOT_ELIGIBLE, context.getUser());
                    no(context, "keywardBreakGlassStillRefused", asking.call(language(context)));
                } else {
                    context.success();
                }
            }
        }
    }

    private void notEligible(RequiredActionContext context, Asking asking, AskTarget target) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        if (signIn.getAuthNote(TOLD) == null) {
            signIn.setAuthNote(TOLD, "true");
            asking.notEligible(context.getUser(), target);
        }
        no(context, "keywardBreakGlassNotEligible", asking.call(language(context)));
    }

    private void no(RequiredActionContext context, String why, String call) {
        closeForm(context);
        context.getEvent().detail(Details.REASON, why).clone().error(Errors.ACCESS_DENIED);
        context.challenge(context.form()
                .setAttribute("keywardWhy", why)
                .setAttribute("keywardCall", call)
                .setAttribute(
                        "keywardMayGoBack", !EmergencySignIn.isSoughtAtTheDoor(context.getAuthenticationSession()))
                .createForm(NO));
    }

    private Response form(
            RequiredActionContext context,
            Asking asking,
            AppChoice choice,
            Set<String> faults,
            @Nullable MultivaluedMap<String, String> typed) {
        AskTarget target = choice.target();
        DeviceCookie.orGiven(context.getSession());
        Reasons reasons = asking.reasons().list();
        String language = language(context);
        List<Map<String, Object>> offered = reasons.offered(target.dataClass()).stream()
                .map(reason -> offered(reasons, reason, target.dataClass(), language))
                .toList();
        LoginFormsProvider form = context.form()
                .setAttribute(
                        "keywardApp",
                        client(context, target).map(EmergencyApps::name).orElse(target.app()))
                .setAttribute(
                        "keywardApps",
                        choice.offered().stream().map(AskAction::offered).toList())
                .setAttribute("keywardReasons", offered)
                .setAttribute(
                        "keywardPatient",
                        target.patient().map(PatientReference::value).orElse(""))
                .setAttribute("keywardFaults", faults)
                .setAttribute("keywardTyped", typed(typed))
                .setAttribute("keywardShortest", Integer.toString(Reasons.SHORTEST_TEXT))
                .setAttribute("keywardLongest", Integer.toString(Reasons.LONGEST_TEXT))
                .setAttribute("keywardWaives", EmergencySignIn.waives(context.getAuthenticationSession()))
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute(
                        "keywardMayGoBack", !EmergencySignIn.isSoughtAtTheDoor(context.getAuthenticationSession()));
        return form.createForm(PAGE);
    }

    private static Map<String, String> offered(ClientModel app) {
        return Map.of("id", app.getClientId(), "name", EmergencyApps.name(app));
    }

    private static Map<String, Object> offered(Reasons reasons, Reason reason, String dataClass, String language) {
        return Map.of(
                "code", reason.code(),
                "text", reason.text(language),
                "minutes", Integer.toString(reason.minutes()),
                "words", reasons.demandsText(reason, dataClass));
    }

    private static Map<String, String> typed(@Nullable MultivaluedMap<String, String> typed) {
        return typed == null
                ? Map.of()
                : Map.of(
                        "app", field(typed, "app"),
                        "patient", field(typed, "patient"),
                        "reason", field(typed, "reason"),
                        "words", field(typed, "words"),
                        "minutes", field(typed, "minutes"));
    }

    private Response waiting(RequiredActionContext context, CoSignature asked) {
        return context.form()
                .setAttribute("keywardCode", asked.code())
                .setAttribute("keywardPatient", asked.patient())
                .setAttribute("keywardWaives", asked.purpose() == CoSignature.Purpose.FACTOR)
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute("keywardSignAt", AskPages.signAt(context.getSession()))
                .createForm(WAITING);
    }

    private static Asking asking(RequiredActionContext context) {
        return Doors.open(context.getSession(), Asking.class);
    }

    private static Optional<ClientModel> client(RequiredActionContext context, AskTarget target) {
        return Optional.ofNullable(context.getRealm().getClientByClientId(target.app()))
                .filter(EmergencyApps::open);
    }

    private static Set<String> faults(AskAnswer.Read read, AppChoice choice) {
        Set<String> faults = new HashSet<>();
        if (read instanceof AskAnswer.Read.Bad(Set<AskAnswer.Fault> found)) {
            found.forEach(fault -> faults.add(fault.name()));
        }
        if (choice.isOpen()) {
            faults.add("NO_APP");
        }
        return faults;
    }

    private static String field(MultivaluedMap<String, String> typed, String name) {
        return Objects.requireNonNullElse(typed.getFirst(name), "");
    }

    private static String language(RequiredActionContext context) {
        return context.getSession()
                .getContext()
                .resolveLocale(context.getUser())
                .getLanguage();
    }
}
