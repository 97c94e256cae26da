package com.xenlixai.scan.gateway.problem;

import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Tells which problem an exception is. What the exception itself says goes to the log at most:
/// frameworks name classes and echo input.
final class Problems {

    private static final int SERVER_ERROR = 500;

    private Problems() {}

    /// A problem and the status that it is answered with.
    record Answer(int status, Problem problem) {}

    static Answer of(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> answer(known.problem());
            case WebExchangeBindException invalid -> answer(problem(bindErrors(invalid)));
            case MissingRequestValueException missing ->
                    answer(problem(List.of(new FieldError(missing.getName(), "is missing"))));
            case ServerWebInputException input -> answer(unreadable(input));
            case DataBufferLimitException _ -> answer(plain(ProblemType.TOO_LARGE, null));
            case MethodValidationResult invalid -> answer(problem(validationErrors(invalid)));
            // Spring's welcome page reads the Accept field itself and lets this through.
            case InvalidMediaTypeException _ -> answer(mediaType());
            case InvalidMimeTypeException _ -> answer(mediaType());
            case ErrorResponse known -> ofStatus(known.getStatusCode().value());
            default -> answer(plain(ProblemType.INTERNAL, null));
        };
    }

    static Answer ofStatus(int status) {
        return new Answer(status, plain(ProblemType.ofStatus(status), null));
    }

    static boolean isOurFault(Answer answer) {
        return answer.status() >= SERVER_ERROR
                && answer.problem().type() != ProblemType.UNAVAILABLE;
    }

    private static Answer answer(Problem problem) {
        return new Answer(problem.type().status(), problem);
    }

    private static Problem plain(ProblemType type, @Nullable String detail) {
        return new Problem(type, detail, List.of(), null, Map.of());
    }

    private static Problem problem(List<FieldError> errors) {
        return new Problem(ProblemType.MALFORMED, null, errors, null, Map.of());
    }

    private static Problem mediaType() {
        return plain(ProblemType.MALFORMED, "A media type in the header fields is malformed.");
    }

    private static List<FieldError> bindErrors(WebExchangeBindException invalid) {
        return invalid.getFieldErrors().stream()
                .map(
                        error ->
                                new FieldError(
                                        error.getField(),
                                        error.isBindingFailure()
                                                ? "has the wrong type"
                                                : String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    private static List<FieldError> validationErrors(MethodValidationResult invalid) {
        List<FieldError> errors = new ArrayList<>();
        invalid.getParameterValidationResults()
                .forEach(
                        result ->
                                result.getResolvableErrors()
                                        .forEach(
                                                error ->
                                                        errors.add(
                                                                new FieldError(
                                                                        name(
                                                                                result.getMethodParameter()
                                                                                        .getParameterName()),
                                                                        String.valueOf(
                                                                                error
                                                                                        .getDefaultMessage())))));
        return errors;
    }

    private static String name(@Nullable String parameter) {
        return parameter == null ? "request" : parameter;
    }

    private static Problem unreadable(ServerWebInputException input) {
        for (@Nullable Throwable cause = input.getCause();
                cause != null;
                cause = cause.getCause()) {
            switch (cause) {
                case DataBufferLimitException _ -> {
                    return plain(ProblemType.TOO_LARGE, null);
                }
                case StreamReadException json -> {
                    return plain(ProblemType.MALFORMED, "The body is no valid JSON" + place(json));
                }
                case UnrecognizedPropertyException unknown -> {
                    return problem(List.of(new FieldError(path(unknown), "is not known")));
                }
                case JacksonException json -> {
                    return problem(List.of(new FieldError(path(json), "has the wrong type")));
                }
                case TypeMismatchException _ -> {
                    String name =
                            input.getMethodParameter() == null
                                    ? null
                                    : input.getMethodParameter().getParameterName();
                    return problem(List.of(new FieldError(name(name), "has the wrong type")));
                }
                default -> {
                    // Looks at its cause.
                }
            }
        }
        boolean isBody = input.getMethodParameter() != null && input.getCause() == null;
        return plain(ProblemType.MALFORMED, isBody ? "A body is needed." : null);
    }

    private static String place(JacksonException json) {
        return json.getLocation() == null
                ? "."
                : " (line %d, column %d)."
                        .formatted(
                                json.getLocation().getLineNr(), json.getLocation().getColumnNr());
    }

    /// As `urls[3].name`; `body` for the whole document.
    private static String path(JacksonException json) {
        var path = new StringBuilder();
        for (JacksonException.Reference reference : json.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
