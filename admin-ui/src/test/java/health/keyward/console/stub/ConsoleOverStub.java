package health.keyward.console.stub;

import health.keyward.console.Console;
import health.keyward.console.api.Tokens;
import health.keyward.contract.audit.LedgerHealth;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** The console over the stub API, everybody signed in: for looking at pages. Lives in test code only and never in the shipped jar. */
@TestConfiguration
@Import(Console.class)
public class ConsoleOverStub {
    /** Arguments: port of the console, port of the stub. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        var house = new StubHouse(Integer.parseInt(args[1]), Clock.systemUTC());
        SpringApplication app = new SpringApplication(ConsoleOverStub.class);
        System.setProperty("server.port", Integer.toString(port));
        System.setProperty("keyward.api", house.base());
        System.setProperty("keyward.client-secret", "for looking only");
        System.setProperty("vaadin.productionMode", "true");
        MoodFilter.house = house;
        app.run();
    }

    @Bean
    @Primary
    Tokens everybodysToken() {
        return caller -> Optional.of("looking");
    }

    /** Ahead of Spring Security, whose rules and headers stay as they ship. */
    @Bean
    FilterRegistrationBean<MoodFilter> signedInAlready() {
        var first = new FilterRegistrationBean<>(new MoodFilter());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    /** Signs in everybody, and takes {@code ?mood=} as an order to the stub. */
    static final class MoodFilter extends OncePerRequestFilter {
        static StubHouse house;

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var mood = request.getParameter("mood");
            if (mood != null && request.getMethod().equals("GET")) {
                house.mood(StubHouse.Mood.valueOf(mood.toUpperCase(Locale.ROOT)));
            }
            if ("no".equals(request.getParameter("demo"))) {
                house.scenes().demo(false);
            }
            var ledger = request.getParameter("ledger");
            if (ledger != null) {
                house.ledger().state(LedgerHealth.State.valueOf(ledger.toUpperCase(Locale.ROOT)));
            }
            var fresh = request.getParameter("fresh");
            if (fresh != null) {
                house.arrive(Integer.parseInt(fresh));
            }
            if (request.getParameter("as") != null) {
                request.getSession().setAttribute("as", request.getParameter("as"));
            }
            var role = request.getSession().getAttribute("as") == null
                    ? "system-admin"
                    : request.getSession().getAttribute("as");
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    "mgarcia", "", List.of(new SimpleGrantedAuthority("ROLE_" + role))));
            request.getSession()
                    .setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
            chain.doFilter(request, response);
        }
    }
}
