//! The names of the months.

/// Full names and usual short forms, month by month; the first is the English name, of which three letters are enough.
#[rustfmt::skip]
pub(in super::super) const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "jänner", "janvier", "janv", "enero", "ene", "janeiro", "jan", "января", "январь", "янв", "gennaio",
        "januari",
    ],
    &[
        "february", "februar", "février", "fevrier", "févr", "fév", "febrero", "fevereiro", "fev", "февраля", "февраль", "фев",
        "febbraio", "februari",
    ],
    &["march", "märz", "maerz", "mrz", "mars", "marzo", "março", "marco", "марта", "март", "мар", "maart"],
    &["april", "avril", "avr", "abril", "abr", "апреля", "апрель", "апр", "aprile"],
    &["may", "mai", "mayo", "maio", "мая", "май", "maggio", "mei"],
    &["june", "juni", "juin", "junio", "junho", "июня", "июнь", "июн", "giugno"],
    &["july", "juli", "juillet", "juil", "julio", "julho", "июля", "июль", "июл", "luglio"],
    &["august", "août", "aout", "agosto", "ago", "августа", "август", "авг", "augustus"],
    &["september", "sept", "septembre", "septiembre", "setembro", "set", "сентября", "сентябрь", "сен", "settembre"],
    &["october", "oktober", "okt", "octobre", "octubre", "outubro", "октября", "октябрь", "окт", "ottobre"],
    &["november", "novembre", "noviembre", "novembro", "ноября", "ноябрь", "ноя"],
    &[
        "december", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic", "dezembro", "декабря", "декабрь", "дек",
        "dicembre",
    ],
];
