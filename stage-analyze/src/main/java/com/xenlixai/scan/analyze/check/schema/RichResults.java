package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The properties that Google requires and recommends for rich results, by type. A property with
/// bars is met by any of its parts, one with dots by what the thing it leads to has.
final class RichResults {

    private static final Map<String, List<Need>> REQUIRED =
            table(
                    Map.entry("Product", List.of("name", "review|aggregateRating|offers")),
                    Map.entry(
                            "Offer",
                            List.of(
                                    "price|priceSpecification",
                                    "priceCurrency|priceSpecification")),
                    Map.entry("BreadcrumbList", List.of("itemListElement")),
                    Map.entry("Event", List.of("name", "startDate", "location")),
                    Map.entry(
                            "JobPosting",
                            List.of(
                                    "title",
                                    "description",
                                    "datePosted",
                                    "hiringOrganization",
                                    "jobLocation|applicantLocationRequirements")),
                    Map.entry("LocalBusiness", List.of("name", "address")),
                    Map.entry("Restaurant", List.of("name", "address")),
                    Map.entry("Store", List.of("name", "address")),
                    Map.entry("Recipe", List.of("name", "image")),
                    Map.entry("Review", List.of("author", "reviewRating.ratingValue")),
                    Map.entry("AggregateRating", List.of("ratingValue", "ratingCount|reviewCount")),
                    Map.entry(
                            "VideoObject", List.of("name", "thumbnailUrl|thumbnail", "uploadDate")),
                    Map.entry(
                            "SoftwareApplication",
                            List.of("name", "offers.price", "aggregateRating|review")),
                    Map.entry("Course", List.of("name", "description")),
                    Map.entry("QAPage", List.of("mainEntity")),
                    Map.entry("Question", List.of("name", "acceptedAnswer|suggestedAnswer")),
                    Map.entry("Dataset", List.of("name", "description")),
                    Map.entry("ProfilePage", List.of("mainEntity.name")),
                    Map.entry(
                            "DiscussionForumPosting",
                            List.of("author", "datePublished", "text|image|video")));

    private static final Map<String, List<Need>> RECOMMENDED =
            table(
                    Map.entry(
                            "Article",
                            List.of(
                                    "headline",
                                    "image",
                                    "datePublished",
                                    "dateModified",
                                    "author.name",
                                    "author.url")),
                    Map.entry(
                            "NewsArticle",
                            List.of(
                                    "headline",
                                    "image",
                                    "datePublished",
                                    "dateModified",
                                    "author.name",
                                    "author.url")),
                    Map.entry(
                            "BlogPosting",
                            List.of(
                                    "headline",
                                    "image",
                                    "datePublished",
                                    "dateModified",
                                    "author.name",
                                    "author.url")),
                    Map.entry(
                            "Product",
                            List.of("image", "description", "brand", "sku|gtin|gtin13|mpn")),
                    Map.entry("Offer", List.of("availability", "url")),
                    Map.entry(
                            "Event",
                            List.of("endDate", "image", "description", "offers", "organizer")),
                    Map.entry(
                            "LocalBusiness",
                            List.of(
                                    "telephone",
                                    "openingHoursSpecification|openingHours",
                                    "geo",
                                    "url")),
                    Map.entry("Organization", List.of("name", "url", "logo")),
                    Map.entry(
                            "Recipe",
                            List.of(
                                    "recipeIngredient",
                                    "recipeInstructions",
                                    "totalTime",
                                    "author")),
                    Map.entry(
                            "VideoObject",
                            List.of("description", "duration", "contentUrl|embedUrl")),
                    Map.entry(
                            "JobPosting", List.of("employmentType", "validThrough", "baseSalary")));

    private RichResults() {}

    @SafeVarargs
    private static Map<String, List<Need>> table(Map.Entry<String, List<String>>... types) {
        return Arrays.stream(types)
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                type -> type.getValue().stream().map(Need::new).toList()));
    }

    /// A property, several that stand for each other, or a way through a thing.
    record Need(String name, List<String> choices) {

        Need(String name) {
            this(name, List.of(name.split("\\|")));
        }

        boolean isMet(StructuredData data, Thing thing) {
            for (String choice : choices) {
                int dot = choice.indexOf('.');
                if (dot < 0
                        ? data.has(thing, choice)
                        : isMetBeyond(
                                data, thing, choice.substring(0, dot), choice.substring(dot + 1))) {
                    return true;
                }
            }
            return false;
        }

        /// A plain text where a thing is expected counts, as "author": "Ann" does for Google; and so
        /// does a reference to what another page describes.
        private static boolean isMetBeyond(
                StructuredData data, Thing thing, String first, String rest) {
            List<Thing> held = data.things(thing, first);
            if (held.isEmpty()) {
                return data.has(thing, first) && !rest.equals("url");
            }
            return held.stream().anyMatch(one -> data.has(one, rest));
        }
    }

    static List<Need> required(Thing thing) {
        return needs(REQUIRED, thing);
    }

    static List<Need> recommended(Thing thing) {
        return needs(RECOMMENDED, thing);
    }

    private static List<Need> needs(Map<String, List<Need>> table, Thing thing) {
        for (String type : thing.types()) {
            List<Need> needs = table.get(type);
            if (needs != null) {
                return needs;
            }
        }
        return List.of();
    }
}
