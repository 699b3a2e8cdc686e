package health.keyward.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.console.stub.Scenes;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.Me;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;

class AdminApiTest {
    private final Caller caller = new Caller(new MockHttpSession(), new TestingAuthenticationToken("mgarcia", ""));
    private StubHouse stub;
    private House house;
    private People people;

    @BeforeEach
    void open() {
        stub = new StubHouse(0, Clock.systemUTC());
        var api = new AdminApi(stub.base(), who -> Optional.of("t"));
        house = new House(api);
        people = new People(api);
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void an_answer_is_a_record_of_the_contract() {
        assertThat(house.me(caller))
                .isInstanceOfSatisfying(
                        Answer.Ok.class,
                        ok -> assertThat(((Me) ok.value()).roles()).containsExactly("system-admin"));
    }

    @Test
    void a_challenge_becomes_a_step_up_with_its_level_and_age() {
        stub.mood(StubHouse.Mood.STEP_UP);
        assertThat(house.me(caller)).isEqualTo(new Answer.StepUpFirst<Me>("mfa", 300));
    }

    @Test
    void a_refusal_is_a_value() {
        stub.mood(StubHouse.Mood.FORBIDDEN);
        assertThat(house.me(caller)).isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void an_error_keeps_its_status() {
        stub.mood(StubHouse.Mood.FAILING);
        assertThat(house.ledger(caller))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        f -> assertThat(f.problem().status()).isEqualTo(500));
    }

    @Test
    void a_house_that_is_down_is_a_failure_with_status_zero() {
        stub.close();
        assertThat(house.me(caller))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        f -> assertThat(f.problem().status()).isZero());
    }

    @Test
    void without_a_token_nothing_is_sent() {
        var silent = new House(new AdminApi(stub.base(), who -> Optional.empty()));
        assertThat(silent.me(caller)).isInstanceOf(Answer.SignInAgain.class);
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void an_id_from_an_address_bar_cannot_climb_out_of_its_path() {
        assertThat(people.card(caller, "../../me")).isInstanceOf(Answer.Failed.class);
        assertThat(stub.calls()).noneMatch(c -> c.path().equals("me"));
    }

    @Test
    void an_export_is_handed_on_as_a_stream() throws IOException {
        var answer = new SignIns(new AdminApi(stub.base(), who -> Optional.of("t")))
                .export(caller, Query.none().with("outcome", "FAILED"), "csv");
        assertThat(answer).isInstanceOf(Answer.Ok.class);
        try (var in = ((Answer.Ok<java.io.InputStream>) answer).value()) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines())
                    .hasSize(new Scenes(Clock.systemUTC()).exportRows() + 1);
        }
    }

    @Test
    void a_query_escapes_what_people_type() {
        assertThat(Query.none().with("person", "a&b=c d").toString()).isEqualTo("?person=a%26b%3Dc+d");
    }
}
