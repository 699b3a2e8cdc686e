package health.keyward.example.saml;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The memories of the app and the manners of its cookie. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    @Bean
    LiveSessions liveSessions() {
        return new LiveSessions();
    }

    @Bean
    ReplayCache replays(Clock clock) {
        return new ReplayCache(clock);
    }

    @Bean
    HttpSessionListener timeouts(LiveSessions live) {
        return new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                if (event.getSession().getAttribute(Browser.KEY) instanceof String key) {
                    live.end(key);
                }
            }
        };
    }

    /** The realm answers with a form POST: from another site it brings the cookie only under TLS and without SameSite. */
    @Bean
    CookieSameSiteSupplier sameSite(PharmacySettings settings) {
        return settings.overTls() ? CookieSameSiteSupplier.ofNone() : CookieSameSiteSupplier.ofLax();
    }

    @Bean
    ServletContextInitializer secureCookie(PharmacySettings settings) {
        return context -> context.getSessionCookieConfig().setSecure(settings.overTls());
    }
}
