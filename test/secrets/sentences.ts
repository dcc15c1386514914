/** What customers write in a hurry: no capitals, hardly a comma, Polish also without its own letters. Nothing is secret. */
export const english = `
hello i ordered two pairs of shoes last week and only one pair arrived the other box was empty please check
my parcel shows as delivered but nobody in the house has seen it and the neighbours do not have it either
the courier left a note that he could not find the door even though the number is right next to it
i would like to return the blue jacket because the size is wrong and the zip broke on the first day
please cancel order ten four six two because i paid twice by mistake and my bank shows both payments
still waiting for refund since early march bank says no transfer came and your chat bot keeps asking for order number
the app closes every time i open the screen with my orders and i have to sign in again after that
can you tell me when the black model will be in stock again or should i order the grey one instead
thank you for the quick answer yesterday but the link that you sent me opens an empty page on my phone
i changed my address before the parcel left but the label still shows the old street please help
it says payment failed but the money left my account and now i cannot place the order again
my daughter wants to swap the red bike helmet for a green one is there any way to do that in a shop
the discount code from your newsletter does not work it says invalid even though i typed it exactly
nobody answers the phone since monday and the mail that i wrote came back as undelivered
i think my account was opened by someone else because there is an order that i did not make
why was my ticket closed nobody called me and the washing machine is still leaking all over the floor
could you please send the invoice again with the name of my company and the right tax number on it
please remove my card from the account i do not want to pay like this anymore
the seller sent me the wrong charger it fits neither my laptop nor my tablet
both lamps arrived broken glass everywhere box fully wet please send new ones or give my money back
screen went black after update tried restart tried another cable nothing works any more
wrong item wrong size wrong colour third time now really tired of this shop please just refund
order number missing page empty button broken phone hot really need help with this today
refund came thanks but amount is lower than what i paid about eight pounds are missing
driver came late evening nobody was home parcel went back to depot how can i get it tomorrow
i forgot my recovery phrase and now the wallet app will not let me in what can i do about that
your page asks for twelve words that i never wrote down is this really from you or is someone phishing me
is it safe to give my recovery phrase to the man who called me about my wallet yesterday
when i try to connect my hardware wallet the page keeps loading and then says that no device was found
i sent the coins to the address on the page but the order is still waiting for payment after two hours
transaction has more than thirty confirmations but balance on my account still shows zero please look into it
the table has a deep scratch across the top and one leg is too short so it stands on three legs only
please tell the driver to use the side gate because the front door bell has been broken since winter
we are on holiday until the end of the month so please keep the parcel at the depot until then
my husband bought this watch as a gift and the strap broke after he wore it for about one hour
i would rather keep the chair and get some money back than pack the whole thing up again
water came through the roof of the tent on the very first night and all our things got wet
order contains milk bread butter cheese apples bananas onions carrots potatoes rice pasta coffee tea
colours that i like are black white grey navy blue dark green light brown and maybe also cream
can you please check what happened to my parcel it has not moved since friday last week
customer service told me to wait three days and now it is three weeks and still no news at all
the first time i called you said monday the second time friday and now nobody knows anything
great service fast answer friendly people would order again any time thanks a lot to the whole team
yes that is right please go ahead and send the other one to the same address as before
ok sounds good just let me know when it is on the way so that someone will be at home
`
  .trim()
  .split('\n');

export const polish = `
dzień dobry zamówiłam dwie pary butów a przyszła tylko jedna drugie pudełko było puste proszę o sprawdzenie
paczka ma status doręczona ale nikt w domu jej nie widział a sąsiedzi też nic nie wiedzą
kurier zostawił kartkę że nie mógł znaleźć domu chociaż numer wisi obok furtki od wielu lat
chcę zwrócić niebieską kurtkę bo rozmiar jest zły i zamek zepsuł się już pierwszego dnia
proszę anulować zamówienie bo zapłaciłem dwa razy przez pomyłkę i bank pokazuje obie wpłaty
czekam na zwrot pieniędzy od początku marca bank mówi że żaden przelew nie przyszedł
aplikacja zamyka się za każdym razem gdy otwieram ekran z zamówieniami i muszę logować się od nowa
kiedy czarny model będzie znowu dostępny czy lepiej zamówić szary bo potrzebuję go na piątek
dziękuję za szybką odpowiedź ale link który dostałam otwiera pustą stronę w moim telefonie
zmieniłem adres zanim paczka wyszła a na etykiecie nadal jest stara ulica proszę o pomoc
płatność odrzucona ale pieniądze zeszły z konta i teraz nie mogę złożyć zamówienia jeszcze raz
kod rabatowy z waszego newslettera nie działa chociaż wpisałam go dokładnie tak jak w mailu
od poniedziałku nikt nie odbiera telefonu a mail wrócił do mnie jako niedostarczony
ktoś chyba wszedł na moje konto bo jest na nim zamówienie którego nie składałam
dlaczego zgłoszenie zostało zamknięte nikt do mnie nie dzwonił a pralka dalej cieknie
proszę wysłać fakturę jeszcze raz z nazwą firmy i dobrym numerem podatkowym
sprzedawca przysłał złą ładowarkę nie pasuje ani do laptopa ani do tabletu
obie lampy przyszły stłuczone wszędzie szkło karton cały mokry proszę o nowe albo zwrot pieniędzy
zapomniałam frazy odzyskiwania i portfel mnie nie wpuszcza co mogę teraz zrobić
strona prosi o dwanaście słów których nigdy nie zapisałem czy to na pewno od was
transakcja ma ponad trzydzieści potwierdzeń a saldo na koncie nadal pokazuje zero proszę sprawdzić
stół ma głęboką rysę przez cały blat a jedna noga jest za krótka i stoi tylko na trzech
do końca miesiąca jesteśmy na urlopie więc proszę zatrzymać paczkę w punkcie odbioru
mąż kupił ten zegarek na prezent a pasek pękł po godzinie noszenia
wolę zatrzymać krzesło i dostać część pieniędzy niż pakować to wszystko od nowa
woda przeciekła przez dach namiotu już pierwszej nocy i wszystkie rzeczy były mokre
tak zgadza się proszę wysłać drugą sztukę na ten sam adres co poprzednio
super szybka odpowiedz mili ludzie na pewno jeszcze kiedys tu kupie dziekuje calemu zespolowi
dzien dobry paczka miala byc wczoraj kurier nie dzwonil nikt nie zostawil kartki co mam teraz zrobic
prosze o zwrot pieniedzy bo towar jest uszkodzony a pudelko bylo otwarte i brakuje jednej czesci
zamowienie oplacone tydzien temu status nadal ten sam nikt nie odpisuje na maile i telefon milczy
przyszedl zly rozmiar zly kolor a do tego bez faktury ktora jest mi potrzebna do rozliczenia
kurtka porwana buty brudne pudelko mokre kurier uciekl telefon milczy sklep nie odpowiada juz drugi tydzien
prosze zmienic adres dostawy na prace bo w domu nikogo nie ma do osiemnastej
nie moge sie zalogowac haslo nie dziala a link do zmiany nie przychodzi na poczte
chcialam tylko zapytac czy moge odebrac zamowienie osobiscie w sklepie w sobote rano
kupilam dwa koce jeden jest piekny ale drugi ma dziure na srodku i puszcza farbe
zestaw mial miec cztery kubki a sa tylko trzy i jeden ma pekniete ucho
moj numer zamowienia jest w mailu ale link wygasl i strona pokazuje blad
pralka stoi w garazu bo panowie nie chcieli wniesc jej na drugie pietro mimo ze za to zaplacilam
telefon grzeje sie bateria pada po godzinie ekran miga a serwis mowi ze wszystko jest dobrze
kupuje u was od lat i pierwszy raz mam taki problem prosze cos z tym zrobic
karta podarunkowa nie dziala kasa mowi ze saldo zero a byla nowa prosto z pudelka
mleko chleb maslo ser jablka banany cebula marchew ziemniaki makaron kawa herbata tego brakuje w dostawie
czarny bialy szary granat zielony brazowy kremowy takie kolory nam pasuja
`
  .trim()
  .split('\n');
