package io.github.instructorspring.sample;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the page at the root as the resource that it is. Spring Boot's welcome page now
 * and then leaves a connection of Reactor Netty that reads no further request, so that a
 * browser waits for the rest of the page.
 */
@Component
class PageFilter implements WebFilter {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!exchange.getRequest().getPath().value().equals("/")) {
			return chain.filter(exchange);
		}
		return chain.filter(exchange.mutate().request((request) -> request.path("/index.html")).build());
	}

}
