package health.keyward.console.pages;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.Console;
import health.keyward.console.api.Tokens;
import health.keyward.console.base.Background;
import health.keyward.console.stub.StubHouse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Pages without a browser, over the stub house: the real client, real routes, real access rules. */
@SpringBootTest(classes = {Console.class, PageTest.Ready.class})
@WithMockUser(username = "mgarcia", roles = "system-admin")
abstract class PageTest extends SpringBrowserlessTest {
    static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    static final StubHouse HOUSE = new StubHouse(0, Clock.fixed(NOW, ZoneOffset.UTC));

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("keyward.api", HOUSE::base);
        registry.add("keyward.client-secret", () -> "none of importance");
    }

    /** Afterwards, because the first page opens before any method of ours runs. */
    @AfterEach
    void aFreshHouse() {
        HOUSE.reset();
    }

    /** Goes to an address as a link does, and waits for what was asked in the background. */
    void visit(String path) {
        int mark = path.indexOf('?');
        if (mark < 0) {
            UI.getCurrent().navigate(path);
        } else {
            UI.getCurrent().navigate(path.substring(0, mark), QueryParameters.fromString(path.substring(mark + 1)));
        }
        answers();
    }

    /** Every answer leads to at most one further question. */
    void answers() {
        for (int i = 0; i < 3; i++) {
            roundTrip();
        }
    }

    String state() {
        return find(Div.class).all().stream()
                .map(d -> d.getElement().getAttribute("data-state"))
                .filter(s -> s != null)
                .findFirst()
                .orElse("none");
    }

    String text(Class<? extends Component> type, String id) {
        return find(type).withId(id).single().getElement().getTextRecursively();
    }

    List<StubHouse.Call> calls(String path) {
        return HOUSE.calls().stream().filter(c -> c.path().equals(path)).toList();
    }

    /** Answers at once and on the same thread, so that no test waits. */
    @TestConfiguration
    @Import(Console.class)
    static class Ready {
        @Bean
        @Primary
        Clock stoppedClock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        @Primary
        Background atOnce() {
            return new Background(Runnable::run);
        }

        @Bean
        @Primary
        Tokens marta() {
            return caller -> Optional.of("token-of-" + caller.who().getName());
        }
    }
}
