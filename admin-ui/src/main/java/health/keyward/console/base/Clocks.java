package health.keyward.console.base;

import java.time.Clock;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock and the threads of the console; a test brings its own. */
@Configuration
class Clocks {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Background background() {
        return new Background(Executors.newVirtualThreadPerTaskExecutor());
    }
}
