package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;
import java.util.Set;

/// Words that are no stop words but that no keyphrase holds either: for English, verbs and
/// adverbs that any text can have.
record BreakWords(Set<String> words, boolean adverbs) {

    private static final BreakWords NONE = new BreakWords(Set.of(), false);

    private static final BreakWords ENGLISH =
            new BreakWords(
                    Set.of(
                            """
                            achieve achieved achieves addressed addresses adopted allow allowed allowing allows
                            also although among apply applying argue argued argues around aim aims arise arises
                            become becomes became began begin begins bring brings call called calls cause causes
                            claim claimed claims come comes coming compare compared comparing conclude concludes
                            consider considered considering considers consist consists contain containing
                            contains deal deals define defined defines demonstrate demonstrated demonstrates
                            depend depending depends derive derived derives describe described describes
                            describing determine determined determines determining develop developed develops
                            discuss discussed discusses employ employed employs enable enabled enables ensure
                            ensures establish established examine examined examines exist existing exists explain
                            explains explore explored explores find finding finds found focus focuses follow
                            followed following follows gave get gets getting give given gives giving go goes going
                            got however illustrate illustrated illustrates include included includes including
                            increase increased increases indicate indicated indicates introduce introduced
                            introduces investigate investigated investigates involve involved involves involving
                            keep keeps knew know known knows lead leading leads led let lets like look looking
                            looks made make makes making many may maybe might mr mrs must need needed needs obtain
                            obtained obtaining offer offered offers one perform performed performs present
                            presented presents produce produced produces propose proposed proposes prove proved
                            proves provide provided provides providing put reduce reduced reduces reflect reflects
                            regard regarded regarding relate relates remain remains report reported reports require
                            required requires result resulted resulting reveal revealed reveals said say saying
                            says see seek seeks seem seems seen several shall show showed showing shown shows since
                            still studied suggest suggested suggests take taken takes taking tell tells tend tends
                            thing things think thought thus took toward towards try trying turn turned turns two
                            three us use used uses using utilize utilized utilizes various via want wanted wants
                            way ways well went whether will within without would yet upon per et al etc ie eg e.g
                            i.e much even just another first second third last new due able based good better best
                            different similar possible available certain important main whole further according
                            can cannot could don't doesn't didn't can't won't isn't aren't
                            """
                                    .strip()
                                    .split("\\s+")),
                    true);

    static BreakWords of(Language language) {
        return language.code().equals("en") ? ENGLISH : NONE;
    }

    boolean contains(String word) {
        return words.contains(word) || adverbs && word.length() > 4 && word.endsWith("ly");
    }
}
