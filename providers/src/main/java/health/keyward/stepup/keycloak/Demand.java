package health.keyward.stepup.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.EmergencySignIn;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.ActionDemand;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * What the step-up map and the policy demand of the present sign-in. Decided once before the levels and once behind them, and noted, so that the steps of
 * one sign-in cannot disagree.
 */
final class Demand {
    private static final String NOTE = "keyward.need";
    private static final String OF_THE_MAP = "keyward.need.map";
    private static final String NOTHING_SPECIAL = "-";
    private static final String REFUSED = "keyward.refused";
    /** The level at which the policy had nothing to ask for, and when it said so. */
    private static final String CONTENT = "keyward.content";
    /** On the app's session: when the gate let somebody through. */
    private static final String RULED = "keyward.ruled";

    /** Nothing changes in a sign-in within this time except what is shown. */
    private static final Duration STANDS = Duration.ofMinutes(1);

    private Demand() {}

    /** Decides, unless that was done in this sign-in. */
    static Need of(AuthenticationFlowContext context, UserModel user) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String noted = signIn.getAuthNote(NOTE);
        if (noted != null) {
            return need(noted);
        }
        Assurance assurance = Doors.open(context.getSession(), Assurance.class);
        RealmId realm = new RealmId(context.getRealm().getId());
        Need asked = assurance.silent(realm) ? Need.PASSWORD : assurance.need(ask(context, realm, user));
        SignInRisk.noteDecided(context.getSession(), signIn);
        Need map = withAction(context, asked);
        signIn.setAuthNote(OF_THE_MAP, written(map));
        return rule(context, user, map);
    }

    /** Goes on to emergency access in a sign-in that the policy has refused: what that asks for is added, the refusal stays noted. */
    static Need seek(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        EmergencySignIn.seek(signIn);
        Need need = withAction(context, noted(signIn));
        signIn.setAuthNote(NOTE, written(need));
        return need;
    }

    private static Need withAction(AuthenticationFlowContext context, Need need) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        @Nullable
        String action =
                EmergencySignIn.isSought(signIn) ? EmergencySignIn.ACTION : signIn.getClientNote(Constants.KC_ACTION);
        if (action == null) {
            return need;
        }
        boolean waiving = EmergencySignIn.waives(signIn);
        Optional<Need> more = Doors.all(context.getSession(), ActionDemand.class).stream()
                .flatMap(door -> door.of(action, waiving).stream())
                .findFirst();
        return more.map(one -> waiving ? one : need.and(one)).orElse(need);
    }

    /** Decides again with what has been shown since; whom the policy asked for nothing just now it asks for nothing when more was shown. */
    static Need again(AuthenticationFlowContext context, UserModel user) {
        Need before = of(context, user);
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String map = signIn.getAuthNote(OF_THE_MAP);
        if (map == null || refused(signIn).isPresent() || stillContent(signIn)) {
            return before;
        }
        return rule(context, user, need(map));
    }

    /** What was decided; a password where nothing was. */
    static Need noted(AuthenticationSessionModel signIn) {
        String noted = signIn.getAuthNote(NOTE);
        return noted == null ? Need.PASSWORD : need(noted);
    }

    /** By the policy. */
    static Optional<Ruling.Refused> refused(AuthenticationSessionModel signIn) {
        return Optional.ofNullable(signIn.getAuthNote(REFUSED)).map(note -> read(note, Ruling.Refused.class));
    }

    /** Tells the token endpoint that the gate has asked. */
    static void letThrough(AuthenticationSessionModel signIn) {
        signIn.setClientNote(RULED, Long.toString(SignInProofs.CLOCK.instant().getEpochSecond()));
    }

    /** Whether the gate has asked so short a time ago that a code brought now need not be asked about again. */
    static boolean letThrough(@Nullable String ruled, Duration codeLife) {
        return ruled != null
                && ruled.matches("\\d{1,12}")
                && !Instant.ofEpochSecond(Long.parseLong(ruled))
                        .isBefore(SignInProofs.CLOCK.instant().minus(codeLife));
    }

    static String ruledNote() {
        return RULED;
    }

    private static Need rule(AuthenticationFlowContext context, UserModel user, Need map) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        Achieved achieved = SignInProofs.of(signIn).achieved(null);
        Ruling ruling = Access.ask(context.getSession(), entry(context, user, achieved, map));
        Need need = map;
        switch (ruling) {
            case Ruling.Allowed(Need more, boolean degraded) -> {
                if (degraded) {
                    EmergencySignIn.degrade(signIn);
                }
                need = EmergencySignIn.waives(signIn) ? map : map.and(more);
                if (more.equals(Need.PASSWORD)) {
                    signIn.setAuthNote(
                            CONTENT,
                            achieved.level().loa() + "@"
                                    + SignInProofs.CLOCK.instant().getEpochSecond());
                }
            }
            case Ruling.Refused refused -> signIn.setAuthNote(REFUSED, text(refused));
        }
        signIn.setAuthNote(NOTE, written(need));
        return need;
    }

    private static boolean stillContent(AuthenticationSessionModel signIn) {
        String content = signIn.getAuthNote(CONTENT);
        if (content == null) {
            return false;
        }
        int at = content.indexOf('@');
        Level level = SignInProofs.of(signIn).achieved(null).level();
        Instant when = Instant.ofEpochSecond(Long.parseLong(content.substring(at + 1)));
        return Integer.parseInt(content.substring(0, at)) <= level.loa()
                && !when.isBefore(SignInProofs.CLOCK.instant().minus(STANDS));
    }

    private static AccessRuling.Entry entry(
            AuthenticationFlowContext context, UserModel user, Achieved achieved, Need map) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return new AccessRuling.Entry(
                new RealmId(context.getRealm().getId()),
                AccessRuling.Moment.SIGN_IN,
                user.getId(),
                signIn.getClient().getClientId(),
                null,
                context.getConnection().getRemoteAddr(),
                Access.userAgent(context.getSession()),
                Access.scopes(signIn.getClientNote("scope")),
                achieved,
                map);
    }

    private static Ask ask(AuthenticationFlowContext context, RealmId realm, UserModel user) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        Set<String> roles = RoleUtils.getDeepUserRoleMappings(user).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
        return new Ask(
                realm,
                signIn.getClient().getClientId(),
                signIn.getClient().getAttribute("keyward.data_class"),
                roles,
                Access.scopes(signIn.getClientNote("scope")),
                null,
                context.getConnection().getRemoteAddr(),
                new UserId(user.getId()));
    }

    /** Mostly nothing special is needed, and that is written and read several times in each sign-in. */
    private static String written(Need need) {
        return need.equals(Need.PASSWORD) ? NOTHING_SPECIAL : text(Line.of(need));
    }

    private static Need need(String note) {
        return note.equals(NOTHING_SPECIAL)
                ? Need.PASSWORD
                : read(note, Line.class).need();
    }

    private static <T> T read(String note, Class<T> type) {
        try {
            return JsonSerialization.readValue(note, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object note) {
        try {
            return JsonSerialization.writeValueAsString(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(int level, @Nullable Long maxAge, boolean different, List<String> because) {
        static Line of(Need need) {
            return new Line(
                    need.level().loa(),
                    need.maxAge() == null ? null : need.maxAge().toSeconds(),
                    need.differentFactor(),
                    need.because());
        }

        Need need() {
            return new Need(
                    Level.ofLoa(level).orElseThrow(() -> new IllegalStateException("no level " + level)),
                    maxAge == null ? null : Duration.ofSeconds(maxAge),
                    different,
                    because);
        }
    }
}
