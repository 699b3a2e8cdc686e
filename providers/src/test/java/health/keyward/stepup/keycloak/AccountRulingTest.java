package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Room;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Entry;
import health.keyward.stepup.AccessRuling.Moment;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.AccountRuling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;

/** A room that speaks for an account is asked before the policy, and has the last word (EA-2, EA-3). */
class AccountRulingTest {
    private static final Need KEY = new Need(Level.PHISHING_RESISTANT, null, false, List.of("key"));
    private static final Need CODE = new Need(Level.MULTI_FACTOR, null, false, List.of("code"));
    private static final Ruling NO = new Ruling.Refused(null, List.of(), false);
    private static final AccessRuling DOWN = entry -> {
        throw new IllegalStateException("the policy is not there");
    };

    @Test
    void an_account_comes_in_although_the_policy_cannot_be_asked() {
        assertThat(Access.ask(house(DOWN, ofAccount(new Ruling.Allowed(CODE))), entry()))
                .isEqualTo(new Ruling.Allowed(CODE));
    }

    @Test
    void an_account_that_is_refused_is_not_let_in_by_the_policy() {
        assertThat(Access.ask(house(entry -> new Ruling.Allowed(Need.PASSWORD), ofAccount(NO)), entry()))
                .isEqualTo(NO);
    }

    @Test
    void of_everybody_else_the_policy_is_asked() {
        AccountRuling silent = entry -> Optional.empty();
        assertThat(Access.ask(house(entry -> NO, silent), entry())).isEqualTo(NO);
        assertThat(Access.ask(house(entry -> new Ruling.Allowed(CODE), silent), entry()))
                .isEqualTo(new Ruling.Allowed(CODE));
    }

    @Test
    void what_a_room_wants_beside_is_added_to_what_the_policy_wants() {
        AccountRuling wantsKey = new AccountRuling() {
            @Override
            public Optional<Ruling> on(Entry entry) {
                return Optional.empty();
            }

            @Override
            public Need beside(Entry entry) {
                return KEY;
            }
        };
        assertThat(Access.ask(house(entry -> new Ruling.Allowed(CODE), wantsKey), entry()))
                .isEqualTo(new Ruling.Allowed(CODE.and(KEY)));
        assertThat(Access.ask(house(entry -> new Ruling.Allowed(CODE, true), wantsKey), entry()))
                .as("nor is it forgotten that the engine was down")
                .isEqualTo(new Ruling.Allowed(CODE.and(KEY), true));
        assertThat(Access.ask(house(entry -> NO, wantsKey), entry())).isEqualTo(NO);
    }

    @Test
    void a_room_that_cannot_tell_lets_nobody_in() {
        AccountRuling broken = entry -> {
            throw new IllegalStateException("no register");
        };
        KeycloakSession house = house(entry -> new Ruling.Allowed(Need.PASSWORD), broken);
        assertThatThrownBy(() -> Access.ask(house, entry())).isInstanceOf(IllegalStateException.class);
    }

    private static AccountRuling ofAccount(Ruling ruling) {
        return entry -> Optional.of(ruling);
    }

    private static Entry entry() {
        return new Entry(
                new RealmId("hospital"),
                Moment.SIGN_IN,
                "sealed-1",
                "keyward-console",
                null,
                "10.1.2.3",
                null,
                Set.of(),
                new Achieved(Level.PASSWORD, List.of(), null, false),
                Need.PASSWORD);
    }

    /** A house with two rooms. */
    private static KeycloakSession house(AccessRuling policy, AccountRuling account) {
        Set<Room> rooms = Set.of(room(AccessRuling.class, policy), room(AccountRuling.class, account));
        return (KeycloakSession) Proxy.newProxyInstance(
                AccountRulingTest.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) -> method.getName().equals("getAllProviders") ? rooms : null);
    }

    private static Room room(Class<?> has, Object answer) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == has ? Optional.of(door.cast(answer)) : Optional.empty();
            }
        };
    }
}
